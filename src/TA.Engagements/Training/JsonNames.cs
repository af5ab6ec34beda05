using System.Text.Json.Serialization;

namespace TA.Engagements;

// The durable names of this area. A name is never changed and never given to another type.

[JsonDerivedType(typeof(AnalyseNeeds), "analyse-needs")]
[JsonDerivedType(typeof(RecordAcademy), "record-academy")]
[JsonDerivedType(typeof(RecordCourse), "record-course")]
[JsonDerivedType(typeof(RecordSession), "record-session")]
[JsonDerivedType(typeof(ReportAttendance), "report-attendance")]
[JsonDerivedType(typeof(ReportFollowUp), "report-follow-up")]
[JsonDerivedType(typeof(ReportLearning), "report-learning")]
public abstract partial record EngagementCommand;

[JsonDerivedType(typeof(AcademyRecorded), "academy-recorded")]
[JsonDerivedType(typeof(AttendanceReported), "attendance-reported")]
[JsonDerivedType(typeof(CourseRecorded), "course-recorded")]
[JsonDerivedType(typeof(FollowUpReported), "follow-up-reported")]
[JsonDerivedType(typeof(LearningReported), "learning-reported")]
[JsonDerivedType(typeof(NeedsAnalysed), "needs-analysed")]
[JsonDerivedType(typeof(SessionRecorded), "session-recorded")]
public abstract partial record EngagementEvent;

[JsonDerivedType(typeof(AcademyUnknown), "academy-unknown")]
[JsonDerivedType(typeof(CourseUnknown), "course-unknown")]
[JsonDerivedType(typeof(SessionIsCalledOff), "session-is-called-off")]
[JsonDerivedType(typeof(SessionNotHeldYet), "session-not-held-yet")]
[JsonDerivedType(typeof(SessionOfAnother), "session-of-another")]
[JsonDerivedType(typeof(SessionUnknown), "session-unknown")]
[JsonDerivedType(typeof(SessionWasHeld), "session-was-held")]
[JsonDerivedType(typeof(TakesNoPart), "takes-no-part")]
public abstract partial record Refusal;
