namespace TA.Engagements;

/// <summary>Enters a risk into the register.</summary>
/// <param name="Title">One line.</param>
/// <param name="Category">What kind of risk it is.</param>
/// <param name="Assessment">Likelihood and impact.</param>
/// <param name="Response">What is done about it.</param>
/// <param name="Owner">Who watches it.</param>
/// <param name="ReviewOn">The day on which it is looked at again; not in the past.</param>
public sealed record EnterRisk(
    string Title, RiskCategory Category, RiskAssessment Assessment, [property: Length(Limits.Paragraph)] string Response, Owner Owner, DateOnly ReviewOn) : RiskCommand;

/// <summary>A risk is in the register.</summary>
public sealed record RiskEntered(Guid Risk, string Title, RiskCategory Category, RiskAssessment Assessment, string Response, Owner Owner, DateOnly ReviewOn) : RiskEvent;

/// <summary>A date by which something is to be done lies in the past.</summary>
public sealed record DateInPast(string Field, DateOnly Date) : Refusal;

internal static class EnteringRisks
{
    public static Decision Decide(Engagement engagement, EnterRisk command, in Asked asked)
    {
        if (engagement.Risks.Find(asked.CommandId) is not null)
            return Decision.Nothing;
        if (command.ReviewOn < asked.Today)
            return new DateInPast("reviewOn", command.ReviewOn);
        if (engagement.Risks.Register.Count >= Limits.Risks)
            return new TooMany("risks", Limits.Risks);
        return new RiskEntered(asked.CommandId, command.Title, command.Category, command.Assessment, command.Response, command.Owner, command.ReviewOn);
    }

    public static RiskWork Apply(RiskWork risks, RiskEntered entered, in Occurrence when) => risks with
    {
        Register = risks.Register.Add(new()
        {
            Id = entered.Risk,
            Title = entered.Title,
            Category = entered.Category,
            Assessment = entered.Assessment,
            Response = entered.Response,
            Owner = entered.Owner,
            ReviewOn = entered.ReviewOn,
            Since = when.Version,
        }),
    };
}
