// A key that ends or continues the composition of a letter (Vietnamese keyboards). Safari sends the
// ending Enter with keyCode 229 and without isComposing.
export const isComposing = (event) => event.isComposing || event.keyCode === 229;
