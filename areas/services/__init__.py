"""One function per thing a person does with units and ethnic groups."""
