"""API addresses of the year's plan, its allocation, answers and progress."""

from django.urls import path

from targets.api.views import (
    allocations,
    answers,
    directions,
    forecast,
    goals,
    plans,
    registrations,
)

urlpatterns = [
    path("progress/", plans.ProgressView.as_view(), name="progress"),
    path("year-plans/", plans.PlanList.as_view(), name="year_plan_list"),
    path("year-plans/<year:year>/", plans.PlanDetail.as_view(), name="year_plan_detail"),
    path(
        "year-plans/<year:year>/baseline/",
        plans.BaselineChange.as_view(),
        name="year_plan_baseline",
    ),
    path(
        "year-plans/<year:year>/commune-targets/",
        plans.CommuneTargetsChange.as_view(),
        name="year_plan_commune_targets",
    ),
    # allocations
    path(
        "year-plans/<year:year>/allocations/",
        allocations.AllocationList.as_view(),
        name="allocation_list",
    ),
    path("allocations/<key:pk>/", allocations.AllocationDetail.as_view(), name="allocation_detail"),
    path(
        "allocations/<key:pk>/propose/",
        allocations.AllocationPropose.as_view(),
        name="allocation_propose",
    ),
    path(
        "allocations/<key:pk>/copy/", allocations.AllocationCopy.as_view(), name="allocation_copy"
    ),
    path(
        "allocations/<key:pk>/discard/",
        allocations.AllocationDiscard.as_view(),
        name="allocation_discard",
    ),
    path(
        "allocations/<key:pk>/restore/",
        allocations.AllocationRestore.as_view(),
        name="allocation_restore",
    ),
    path(
        "allocations/<key:pk>/preview/",
        allocations.AllocationPreview.as_view(),
        name="allocation_preview",
    ),
    path(
        "allocations/<key:pk>/submit/",
        allocations.AllocationSubmit.as_view(),
        name="allocation_submit",
    ),
    path(
        "allocations/<key:pk>/return/",
        allocations.AllocationReturn.as_view(),
        name="allocation_return",
    ),
    path(
        "allocations/<key:pk>/withdraw/",
        allocations.AllocationWithdraw.as_view(),
        name="allocation_withdraw",
    ),
    path(
        "allocations/<key:pk>/adopt/",
        allocations.AllocationAdopt.as_view(),
        name="allocation_adopt",
    ),
    path(
        "allocations/<key:pk>/export/",
        allocations.AllocationExport.as_view(),
        name="allocation_export",
    ),
    # goals
    path(
        "year-plans/<year:year>/goal-proposal/",
        goals.GoalProposalDetail.as_view(),
        name="goal_proposal",
    ),
    path(
        "goal-proposals/<key:pk>/confirm/",
        goals.GoalProposalConfirm.as_view(),
        name="goal_proposal_confirm",
    ),
    path(
        "goal-proposals/<key:pk>/drop/",
        goals.GoalProposalDrop.as_view(),
        name="goal_proposal_drop",
    ),
    path("year-plans/<year:year>/goals/", goals.GoalsChange.as_view(), name="year_plan_goals"),
    path("year-plans/<year:year>/path/", goals.PathChange.as_view(), name="year_plan_path"),
    path("year-plans/<year:year>/history/", goals.PlanHistory.as_view(), name="year_plan_history"),
    path(
        "allocations/<key:pk>/decision/",
        allocations.AllocationDecision.as_view(),
        name="allocation_decision",
    ),
    path(
        "allocations/<key:pk>/submission/",
        allocations.AllocationSubmission.as_view(),
        name="allocation_submission",
    ),
    path(
        "target-answers/<key:pk>/reply/",
        answers.AnswerReplyDocument.as_view(),
        name="answer_reply",
    ),
    # answers
    path("communes/<key:pk>/target/", answers.CommuneLedger.as_view(), name="commune_target"),
    path(
        "communes/<key:pk>/party-reports/",
        answers.PartyReportCreate.as_view(),
        name="party_report_create",
    ),
    path(
        "communes/<key:pk>/party-report-document/",
        answers.PartyReportDocument.as_view(),
        name="party_report_document",
    ),
    path("communes/<key:pk>/target/accept/", answers.TargetAccept.as_view(), name="target_accept"),
    path(
        "communes/<key:pk>/target/propose/", answers.TargetPropose.as_view(), name="target_propose"
    ),
    path(
        "target-answers/<key:pk>/withdraw/",
        answers.TargetAnswerWithdraw.as_view(),
        name="target_answer_withdraw",
    ),
    path("answer-files/<key:pk>/", answers.AnswerFile.as_view(), name="answer_file"),
    path(
        "year-plans/<year:year>/answers/",
        answers.AnswerComparison.as_view(),
        name="year_plan_answers",
    ),
    path(
        "year-plans/<year:year>/decisions/",
        answers.ProposalDecisions.as_view(),
        name="year_plan_decisions",
    ),
    # registrations
    path(
        "exit-registrations/",
        registrations.ExitCandidateList.as_view(),
        name="exit_registration_list",
    ),
    path(
        "exit-registrations/export/",
        registrations.ExitRegistrationExport.as_view(),
        name="exit_registration_export",
    ),
    path(
        "exit-registrations/<key:pk>/",
        registrations.ExitCandidateDetail.as_view(),
        name="exit_registration_detail",
    ),
    path(
        "exit-registrations/<key:pk>/withdraw/",
        registrations.ExitWithdrawal.as_view(),
        name="exit_registration_withdraw",
    ),
    path("exit-coverage/", registrations.ExitCoverage.as_view(), name="exit_coverage"),
    # forecast
    path("progress/months/", forecast.MonthsView.as_view(), name="months"),
    path("progress/forecast/", forecast.ForecastView.as_view(), name="forecast"),
    path("progress/alerts/", forecast.AlertsView.as_view(), name="alerts"),
    path("progress/communes/<key:pk>/", forecast.CommuneYearView.as_view(), name="commune_year"),
    # directions
    path("directions/", directions.DirectionList.as_view(), name="direction_list"),
    path("directions/programme/", directions.DirectionLoad.as_view(), name="direction_load"),
    path("directions/export/", directions.DirectionExport.as_view(), name="direction_export"),
    path("direction-files/<key:pk>/", directions.DirectionFile.as_view(), name="direction_file"),
    path("directions/<key:pk>/", directions.DirectionDetail.as_view(), name="direction_detail"),
    path(
        "directions/<key:pk>/withdraw/",
        directions.DirectionWithdraw.as_view(),
        name="direction_withdraw",
    ),
    path(
        "directions/<key:pk>/reports/",
        directions.DirectionReports.as_view(),
        name="direction_report",
    ),
    path(
        "direction-bearers/<key:pk>/due/", directions.DirectionDue.as_view(), name="direction_due"
    ),
]
