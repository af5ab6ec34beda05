using System.Text.Json.Serialization;

namespace TA.Engagements;

// The durable names of this area. A name is never changed and never given to another type.

[JsonDerivedType(typeof(ChooseIndicator), "choose-indicator")]
[JsonDerivedType(typeof(ClassifyTask), "classify-task")]
[JsonDerivedType(typeof(DropIndicator), "drop-indicator")]
[JsonDerivedType(typeof(EnterActual), "enter-actual")]
[JsonDerivedType(typeof(EnterReviewFinding), "enter-review-finding")]
[JsonDerivedType(typeof(LinkReviewFinding), "link-review-finding")]
[JsonDerivedType(typeof(SetBaseline), "set-baseline")]
[JsonDerivedType(typeof(SetTarget), "set-target")]
[JsonDerivedType(typeof(ShareDataProduct), "share-data-product")]
[JsonDerivedType(typeof(WithdrawDataProduct), "withdraw-data-product")]
public abstract partial record EngagementCommand;

[JsonDerivedType(typeof(ActualEntered), "actual-entered")]
[JsonDerivedType(typeof(BaselineSet), "baseline-set")]
[JsonDerivedType(typeof(DataProductShared), "data-product-shared")]
[JsonDerivedType(typeof(DataProductWithdrawn), "data-product-withdrawn")]
[JsonDerivedType(typeof(IndicatorChosen), "indicator-chosen")]
[JsonDerivedType(typeof(IndicatorDropped), "indicator-dropped")]
[JsonDerivedType(typeof(ReviewFindingEntered), "review-finding-entered")]
[JsonDerivedType(typeof(ReviewFindingLinked), "review-finding-linked")]
[JsonDerivedType(typeof(TargetSet), "target-set")]
[JsonDerivedType(typeof(TaskClassified), "task-classified")]
public abstract partial record EngagementEvent;

[JsonDerivedType(typeof(CategoryUnknown), "category-unknown")]
[JsonDerivedType(typeof(DataProductUnknown), "data-product-unknown")]
[JsonDerivedType(typeof(FindingUnknown), "finding-unknown")]
[JsonDerivedType(typeof(FollowsFromWork), "follows-from-work")]
[JsonDerivedType(typeof(IndicatorHasMoved), "indicator-has-moved")]
[JsonDerivedType(typeof(IndicatorNotChosen), "indicator-not-chosen")]
[JsonDerivedType(typeof(IndicatorUnknown), "indicator-unknown")]
[JsonDerivedType(typeof(OutOfHowManyNeeded), "out-of-how-many-needed")]
[JsonDerivedType(typeof(PartsDoNotAddUp), "parts-do-not-add-up")]
public abstract partial record Refusal;
