from scripts import suite
from scripts.junit import JunitReport, SuiteOutcome

PASSED, SKIPPED, FAILED = SuiteOutcome.PASSED, SuiteOutcome.SKIPPED, SuiteOutcome.FAILED


def run(name, status=0, **outcomes):
    return suite.Run(name=name, report=JunitReport(outcomes), status=status, seconds=1.4)


def test_everything_run_and_passed_is_no_problem():
    one = run("SQLite", a=PASSED, b=PASSED)

    assert suite.problems(one, one, one) == []


def test_a_suite_without_tests_is_a_problem():
    one, none = run("SQLite", a=PASSED), run("Browser", status=5)

    assert suite.problems(one, one, none) == ["Browser: no test ran (pytest ended with status 5)."]


def test_a_run_that_broke_off_is_a_problem_even_when_no_test_failed():
    one, broken = run("SQLite", a=PASSED), run("PostgreSQL", status=3, a=PASSED)

    assert suite.problems(one, broken, one) == ["PostgreSQL: pytest ended with status 3."]


def test_a_failing_test_is_counted_as_such_and_not_again_as_a_problem():
    one, failing = run("SQLite", a=PASSED), run("PostgreSQL", status=1, a=FAILED)

    assert suite.problems(one, failing, one) == []


def test_a_test_for_one_database_may_be_skipped_on_the_other():
    browser = run("Browser", j=PASSED)
    sqlite, postgresql = run("SQLite", a=SKIPPED, b=PASSED), run("PostgreSQL", a=PASSED, b=SKIPPED)

    assert suite.problems(sqlite, postgresql, browser) == []


def test_a_test_skipped_on_both_databases_is_a_problem():
    browser, one = run("Browser", j=PASSED), run("SQLite", a=SKIPPED, b=PASSED)

    assert suite.problems(one, one, browser) == ["a ran on neither database."]


def test_a_skipped_browser_journey_is_a_problem():
    one, browser = run("SQLite", a=PASSED), run("Browser", j=SKIPPED, k=PASSED)

    assert suite.problems(one, one, browser) == ["j was skipped."]


def test_the_line_of_a_run_counts_only_what_ran():
    line = run("SQLite", a=PASSED, b=FAILED, c=SKIPPED).line()

    assert line == "SQLite: 2 tests ran, 1 passed, 1 failed, 1 skipped, 1 s"
