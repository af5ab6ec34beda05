using System.Text.Json.Serialization;

namespace TA.Engagements;

// The durable names of this area. A name is never changed and never given to another type.

[JsonDerivedType(typeof(AddRecommendation), "add-recommendation")]
[JsonDerivedType(typeof(AmendEngagement), "amend-engagement")]
[JsonDerivedType(typeof(ChangeAgreement), "change-agreement")]
[JsonDerivedType(typeof(EndAgreement), "end-agreement")]
[JsonDerivedType(typeof(FollowUpRecommendation), "follow-up-recommendation")]
[JsonDerivedType(typeof(HandOverLessons), "hand-over-lessons")]
[JsonDerivedType(typeof(LinkRecommendation), "link-recommendation")]
[JsonDerivedType(typeof(RecordClosureReport), "record-closure-report")]
[JsonDerivedType(typeof(RecordEvaluation), "record-evaluation")]
[JsonDerivedType(typeof(RecordLesson), "record-lesson")]
[JsonDerivedType(typeof(RespondToRecommendation), "respond-to-recommendation")]
[JsonDerivedType(typeof(SignAgreement), "sign-agreement")]
public abstract partial record EngagementCommand;

[JsonDerivedType(typeof(AgreementChanged), "agreement-changed")]
[JsonDerivedType(typeof(AgreementEnded), "agreement-ended")]
[JsonDerivedType(typeof(AgreementSigned), "agreement-signed")]
[JsonDerivedType(typeof(ClosureReportRecorded), "closure-report-recorded")]
[JsonDerivedType(typeof(EngagementAmended), "engagement-amended")]
[JsonDerivedType(typeof(EvaluationRecorded), "evaluation-recorded")]
[JsonDerivedType(typeof(LessonRecorded), "lesson-recorded")]
[JsonDerivedType(typeof(LessonsHandedOver), "lessons-handed-over")]
[JsonDerivedType(typeof(RecommendationAdded), "recommendation-added")]
[JsonDerivedType(typeof(RecommendationAnswered), "recommendation-answered")]
[JsonDerivedType(typeof(RecommendationFollowedUp), "recommendation-followed-up")]
[JsonDerivedType(typeof(RecommendationLinked), "recommendation-linked")]
public abstract partial record EngagementEvent;

[JsonDerivedType(typeof(AgreementHasEnded), "agreement-has-ended")]
[JsonDerivedType(typeof(AgreementUnknown), "agreement-unknown")]
[JsonDerivedType(typeof(AmendmentNeeded), "amendment-needed")]
[JsonDerivedType(typeof(DocumentUnknown), "document-unknown")]
[JsonDerivedType(typeof(EvaluationUnknown), "evaluation-unknown")]
[JsonDerivedType(typeof(LessonUnknown), "lesson-unknown")]
[JsonDerivedType(typeof(NothingToAmend), "nothing-to-amend")]
[JsonDerivedType(typeof(RecommendationHasMoved), "recommendation-has-moved")]
[JsonDerivedType(typeof(RecommendationUnknown), "recommendation-unknown")]
[JsonDerivedType(typeof(ResponseDateNeeded), "response-date-needed")]
[JsonDerivedType(typeof(ResponseNeeded), "response-needed")]
public abstract partial record Refusal;

[JsonDerivedType(typeof(AmendProgramme), "amend-programme")]
[JsonDerivedType(typeof(RecordProgrammeDocument), "record-programme-document")]
public abstract partial record ProgrammeCommand;
