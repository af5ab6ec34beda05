using System.Text.Json.Serialization;

namespace TA.Engagements;

// The durable names of this area. A name is never changed and never given to another type.

[JsonDerivedType(typeof(RecordItem), "record-item")]
[JsonDerivedType(typeof(RecordPerformance), "record-performance")]
[JsonDerivedType(typeof(RecordPost), "record-post")]
[JsonDerivedType(typeof(RecordProcedure), "record-procedure")]
[JsonDerivedType(typeof(RecordReferral), "record-referral")]
[JsonDerivedType(typeof(RecordUnit), "record-unit")]
[JsonDerivedType(typeof(RecordVetting), "record-vetting")]
public abstract partial record EngagementCommand;

[JsonDerivedType(typeof(ItemRecorded), "item-recorded")]
[JsonDerivedType(typeof(PerformanceRecorded), "performance-recorded")]
[JsonDerivedType(typeof(PostRecorded), "post-recorded")]
[JsonDerivedType(typeof(ProcedureRecorded), "procedure-recorded")]
[JsonDerivedType(typeof(ReferralRecorded), "referral-recorded")]
[JsonDerivedType(typeof(UnitReadinessChanged), "unit-readiness-changed")]
[JsonDerivedType(typeof(UnitRecorded), "unit-recorded")]
[JsonDerivedType(typeof(VettingRecorded), "vetting-recorded")]
public abstract partial record EngagementEvent;

[JsonDerivedType(typeof(ConditionsNeeded), "conditions-needed")]
[JsonDerivedType(typeof(ContentNotControlled), "content-not-controlled")]
[JsonDerivedType(typeof(DueDiligenceNeeded), "due-diligence-needed")]
[JsonDerivedType(typeof(LawUnknown), "law-unknown")]
[JsonDerivedType(typeof(TotalsDoNotAddUp), "totals-do-not-add-up")]
[JsonDerivedType(typeof(UnitLineUnknown), "unit-line-unknown")]
[JsonDerivedType(typeof(UnitUnknown), "unit-unknown")]
public abstract partial record Refusal;
