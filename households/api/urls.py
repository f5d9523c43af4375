"""API addresses of the household register, the review and the poor list."""

from django.urls import path

from households.api.views import (
    duplicates,
    exports,
    flow,
    freezing,
    life,
    quick_checks,
    register,
    rescoring,
    review,
    roster,
    rounds,
    scoring,
    units,
)

urlpatterns = [
    # register
    path("households/", register.HouseholdList.as_view(), name="household_list"),
    path("households/export/", exports.HouseholdExport.as_view(), name="household_export"),
    path("households/<key:pk>/", register.HouseholdDetail.as_view(), name="household_detail"),
    path("households/<key:pk>/leave/", register.HouseholdLeave.as_view(), name="household_leave"),
    path(
        "households/<key:pk>/rejoin/", register.HouseholdRejoin.as_view(), name="household_rejoin"
    ),
    path(
        "households/<key:pk>/members/",
        register.HouseholdMembers.as_view(),
        name="household_members",
    ),
    path(
        "households/<key:pk>/history/",
        register.HouseholdHistory.as_view(),
        name="household_history",
    ),
    path("roster-words/", roster.RosterWords.as_view(), name="roster_words"),
    # review
    path("assessments/", review.AssessmentList.as_view(), name="assessment_list"),
    path("assessments/<key:pk>/", review.AssessmentDetail.as_view(), name="assessment_detail"),
    path(
        "assessments/<key:pk>/differences/",
        review.AssessmentDifferences.as_view(),
        name="assessment_differences",
    ),
    path(
        "assessments/<key:pk>/submit/", review.AssessmentSubmit.as_view(), name="assessment_submit"
    ),
    path(
        "assessments/<key:pk>/approve/",
        review.AssessmentApprove.as_view(),
        name="assessment_approve",
    ),
    path(
        "assessments/<key:pk>/return/", review.AssessmentReturn.as_view(), name="assessment_return"
    ),
    path(
        "assessments/<key:pk>/discard/",
        review.AssessmentDiscard.as_view(),
        name="assessment_discard",
    ),
    path("quick-checks/", quick_checks.QuickCheckList.as_view(), name="quick_check_list"),
    path("poverty-records/", review.PovertyRecordList.as_view(), name="poverty_record_list"),
    path(
        "poverty-records/export/",
        exports.PovertyRecordExport.as_view(),
        name="poverty_record_export",
    ),
    path("rounds/", rounds.RoundList.as_view(), name="round_list"),
    path("rounds/<key:pk>/", rounds.RoundDetail.as_view(), name="round_detail"),
    path("rounds/<key:pk>/closing/", rounds.RoundClosing.as_view(), name="round_closing"),
    path(
        "rounds/<key:pk>/closing/propose/",
        rounds.RoundProposeClosing.as_view(),
        name="round_propose_closing",
    ),
    path(
        "rounds/<key:pk>/closing/recall/",
        rounds.RoundRecallClosing.as_view(),
        name="round_recall_closing",
    ),
    path("rounds/<key:pk>/close/", rounds.RoundClose.as_view(), name="round_close"),
    path("rounds/<key:pk>/unlock/", rounds.RoundUnlocking.as_view(), name="round_unlock"),
    path("standards/", rounds.StandardList.as_view(), name="standard_list"),
    path("standards/<key:pk>/", rounds.StandardDetail.as_view(), name="standard_detail"),
    # scoring
    path("scoring-tables/", scoring.ScoringTableList.as_view(), name="scoring_table_list"),
    path(
        "scoring-tables/<key:pk>/",
        scoring.ScoringTableDetail.as_view(),
        name="scoring_table_detail",
    ),
    path(
        "scoring-tables/<key:pk>/compare/",
        scoring.ScoringTableCompare.as_view(),
        name="scoring_table_compare",
    ),
    path(
        "scoring-tables/<key:pk>/export/",
        scoring.ScoringTableExport.as_view(),
        name="scoring_table_export",
    ),
    path(
        "scoring-tables/<key:pk>/upload/",
        scoring.ScoringTableUpload.as_view(),
        name="scoring_table_upload",
    ),
    path(
        "scoring-tables/<key:pk>/new-edition/",
        scoring.ScoringTableEdition.as_view(),
        name="scoring_table_edition",
    ),
    path(
        "scoring-tables/<key:pk>/put-in-force/",
        scoring.ScoringTableApply.as_view(),
        name="scoring_table_apply",
    ),
    path(
        "scoring-tables/<key:pk>/retire/",
        scoring.ScoringTableRetire.as_view(),
        name="scoring_table_retire",
    ),
    path(
        "scoring-tables/<key:pk>/verify/",
        scoring.ScoringTableVerify.as_view(),
        name="scoring_table_verify",
    ),
    path(
        "scoring-tables/<key:pk>/discard/",
        scoring.ScoringTableDiscard.as_view(),
        name="scoring_table_discard",
    ),
    path("rescorings/", rescoring.RescoringStart.as_view(), name="rescoring_start"),
    path("rescorings/<key:pk>/", rescoring.RescoringDetail.as_view(), name="rescoring_detail"),
    path(
        "rescorings/<key:pk>/resume/", rescoring.RescoringResume.as_view(), name="rescoring_resume"
    ),
    path(
        "rescorings/<key:pk>/changes/",
        rescoring.RescoringChanges.as_view(),
        name="rescoring_changes",
    ),
    path(
        "rescorings/<key:pk>/export/", rescoring.RescoringExport.as_view(), name="rescoring_export"
    ),
    # life
    path("households/<key:pk>/split/", life.HouseholdSplit.as_view(), name="household_split"),
    path("households/<key:pk>/merge/", life.HouseholdMerge.as_view(), name="household_merge"),
    path(
        "households/<key:pk>/move-within/",
        life.HouseholdMoveWithin.as_view(),
        name="household_move_within",
    ),
    path(
        "households/<key:pk>/move-between/",
        life.HouseholdMoveBetween.as_view(),
        name="household_move_between",
    ),
    path(
        "households/<key:pk>/change-head/",
        life.HouseholdChangeHead.as_view(),
        name="household_change_head",
    ),
    path("households/<key:pk>/death/", life.HouseholdDeath.as_view(), name="household_death"),
    path(
        "households/<key:pk>/merge-duplicate/",
        life.HouseholdMergeDuplicate.as_view(),
        name="household_merge_duplicate",
    ),
    path(
        "households/<key:pk>/remove-duplicate/",
        life.HouseholdRemoveDuplicate.as_view(),
        name="household_remove_duplicate",
    ),
    path("duplicates/", duplicates.DuplicateList.as_view(), name="duplicate_list"),
    path(
        "duplicates/decisions/",
        duplicates.DecisionList.as_view(),
        name="duplicate_decision_list",
    ),
    path(
        "duplicates/decisions/<key:pk>/",
        duplicates.DecisionDetail.as_view(),
        name="duplicate_decision_detail",
    ),
    path("life-events/", life.LifeEventList.as_view(), name="life_event_list"),
    path("life-events/<key:pk>/undo/", life.LifeEventUndo.as_view(), name="life_event_undo"),
    # flow
    path("poverty-flow/", flow.PovertyFlowView.as_view(), name="poverty_flow"),
    path("reconciliation/", flow.ReconciliationView.as_view(), name="reconciliation"),
    # freezing
    path("rounds/<key:pk>/result/", freezing.RoundResult.as_view(), name="round_result"),
    path(
        "rounds/<key:pk>/frozen-records/",
        freezing.FrozenRecordList.as_view(),
        name="frozen_record_list",
    ),
    path(
        "rounds/<key:pk>/frozen-records/export/",
        freezing.FrozenRecordExport.as_view(),
        name="frozen_record_export",
    ),
    path(
        "rounds/<key:pk>/reopenings/",
        freezing.RoundReopeningList.as_view(),
        name="round_reopening_list",
    ),
    path("rounds/<key:pk>/reopen/", freezing.RoundReopen.as_view(), name="round_reopen"),
    path("reopenings/<key:pk>/relock/", freezing.RoundRelock.as_view(), name="round_relock"),
    # units
    path("unit-changes/", units.UnitChangeList.as_view(), name="unit_change_list"),
    path("unit-changes/<key:pk>/", units.UnitChangeDetail.as_view(), name="unit_change_detail"),
    path("unit-changes/<key:pk>/apply/", units.UnitChangeApply.as_view(), name="unit_change_apply"),
    path(
        "unit-changes/<key:pk>/roll-back/",
        units.UnitChangeRollBack.as_view(),
        name="unit_change_roll_back",
    ),
]
