using System.Text.Json.Serialization;

namespace TA.Engagements;

// The durable names of this area. A name is never changed and never given to another type.

[JsonDerivedType(typeof(AgreeMeasure), "agree-measure")]
[JsonDerivedType(typeof(ChangeRisk), "change-risk")]
[JsonDerivedType(typeof(CloseRisk), "close-risk")]
[JsonDerivedType(typeof(EnterRisk), "enter-risk")]
[JsonDerivedType(typeof(FollowUpMeasure), "follow-up-measure")]
[JsonDerivedType(typeof(PostponeMeasure), "postpone-measure")]
[JsonDerivedType(typeof(ReopenRisk), "reopen-risk")]
public abstract partial record EngagementCommand;

[JsonDerivedType(typeof(MeasureAgreed), "measure-agreed")]
[JsonDerivedType(typeof(MeasureFollowedUp), "measure-followed-up")]
[JsonDerivedType(typeof(MeasurePostponed), "measure-postponed")]
[JsonDerivedType(typeof(RiskChanged), "risk-changed")]
[JsonDerivedType(typeof(RiskClosed), "risk-closed")]
[JsonDerivedType(typeof(RiskEntered), "risk-entered")]
[JsonDerivedType(typeof(RiskReopened), "risk-reopened")]
public abstract partial record EngagementEvent;

[JsonDerivedType(typeof(DateInPast), "date-in-past")]
[JsonDerivedType(typeof(MeasureHasMoved), "measure-has-moved")]
[JsonDerivedType(typeof(MeasureSettled), "measure-settled")]
[JsonDerivedType(typeof(MeasureUnknown), "measure-unknown")]
[JsonDerivedType(typeof(RiskHasMoved), "risk-has-moved")]
[JsonDerivedType(typeof(RiskIsClosed), "risk-is-closed")]
[JsonDerivedType(typeof(RiskUnknown), "risk-unknown")]
[JsonDerivedType(typeof(SupportOnHold), "support-on-hold")]
public abstract partial record Refusal;
