from scripts import junit
from scripts.junit import SuiteOutcome

REPORT = """<?xml version="1.0"?>
<testsuites><testsuite name="pytest" tests="6">
  <testcase classname="tests.a" name="test_good"/>
  <testcase classname="tests.a" name="test_bad"><failure message="no"/></testcase>
  <testcase classname="tests.a" name="test_broken_after"/>
  <testcase classname="tests.a" name="test_broken_after"><error message="teardown"/></testcase>
  <testcase classname="tests.a" name="test_left_out"><skipped type="pytest.skip"/></testcase>
  <testcase classname="tests.a" name="test_known"><skipped type="pytest.xfail"/></testcase>
</testsuite></testsuites>
"""


def test_each_test_counts_once_by_its_worst_outcome(tmp_path):
    file = tmp_path / "report.xml"
    file.write_text(REPORT, encoding="utf-8")

    report = junit.read(file)

    assert report.names(SuiteOutcome.FAILED) == {"tests.a::test_bad", "tests.a::test_broken_after"}
    assert report.names(SuiteOutcome.SKIPPED) == {"tests.a::test_left_out"}
    assert report.count(SuiteOutcome.PASSED) == 2


def test_a_run_that_wrote_no_report_has_no_tests(tmp_path):
    report = junit.read(tmp_path / "nothing.xml")

    assert report.outcomes == {}
