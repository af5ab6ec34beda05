using System.Text.Json.Serialization;

namespace TA.Engagements;

[JsonDerivedType(typeof(AddOutsideGate), "add-outside-gate")]
[JsonDerivedType(typeof(AddSessionTasks), "add-session-tasks")]
[JsonDerivedType(typeof(ChangeOutsideGate), "change-outside-gate")]
[JsonDerivedType(typeof(RepeatTask), "repeat-task")]
[JsonDerivedType(typeof(TakeCalendar), "take-calendar")]
public abstract partial record EngagementCommand;

[JsonDerivedType(typeof(BaselineTaken), "baseline-taken")]
[JsonDerivedType(typeof(CalendarTaken), "calendar-taken")]
[JsonDerivedType(typeof(OutsideGateAdded), "outside-gate-added")]
[JsonDerivedType(typeof(OutsideGateChanged), "outside-gate-changed")]
[JsonDerivedType(typeof(SessionTasksAdded), "session-tasks-added")]
public abstract partial record EngagementEvent;

[JsonDerivedType(typeof(CannotSlip), "cannot-slip")]
[JsonDerivedType(typeof(NoWorkingDay), "no-working-day")]
[JsonDerivedType(typeof(OutsideGateUnknown), "outside-gate-unknown")]
[JsonDerivedType(typeof(SessionIdentifierBad), "session-identifier-bad")]
public abstract partial record Refusal;
