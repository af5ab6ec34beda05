namespace TA.Engagements.Tests;

internal sealed partial class RandomWork
{
    private static EngagementCommand OfUnits(Engagement e, Pick pick, int fresh)
    {
        var units = e.Units.Units;
        if (units.Count == 0 || pick.B % 12 == 0)
            return new RecordUnit(null, new() { Name = new(null, $"Unit {fresh}"), Kind = new(null, (UnitKind)(pick.A % 5)), MinimumStaff = new(null, 1 + (pick.C % 9)) });
        var unit = pick.Of<SpecializedUnit>(units);
        return (pick.C % 8) switch
        {
            0 => new RecordUnit(unit.Id, new() { Mandate = new(unit.Facts.Mandate, new(MandateForm.Order, $"Order {fresh}", Today.AddDays((pick.B % 40) - 35))), Sites = new(unit.Facts.Sites, [$"Site {fresh}"]) }),
            1 => Post(unit, pick, fresh),
            2 => new RecordVetting(unit.Id, new(unit.Vetting, new(fresh, 1, 2, fresh + 3))),
            3 => Procedure(unit, pick, fresh),
            4 when unit.Referrals.Count > 0 && pick.B % 2 == 0 && pick.Other<ReferralAgreement>(unit.Referrals) is var agreement =>
                new RecordReferral(unit.Id, agreement.Id, new() { With = new(agreement.With, $"NGO {fresh}"), Terms = new(agreement.Terms, new(Today.AddDays(-1), Today.AddDays(fresh))) }),
            4 => new RecordReferral(unit.Id, null, new() { With = new(null, $"NGO {fresh}"), Kind = new(null, ReferralPartner.Ngo), Terms = new(null, new(Today.AddDays(-fresh))) }),
            5 when unit.Items.Count > 0 && pick.B % 2 == 0 && pick.Other<UnitItem>(unit.Items) is var item =>
                new RecordItem(unit.Id, item.Id, new() { Conditions = new(item.Conditions, $"Conditions {fresh}"), Numbers = new(item.Numbers, new(fresh, fresh, pick.A % 2 == 0 ? fresh : null, Today)) }),
            5 => new RecordItem(unit.Id, null, new() { Name = new(null, $"Rooms {fresh}"), Kind = new(null, (ItemKind)(pick.A % 2)), Numbers = new(default, new(2, 1)) }),
            6 => new RecordPerformance(unit.Id, 2020 + (pick.B % 7), new(unit.Years.FirstOrDefault(y => y.Year == 2020 + (pick.B % 7))?.Totals, new(new(fresh, null, 1)))),
            _ => Post(unit, pick, fresh),
        };
    }

    private static RecordPost Post(SpecializedUnit unit, Pick pick, int fresh)
    {
        if (unit.Posts.Count == 0 || pick.B % 4 == 0)
            return new(unit.Id, null, new() { Function = new(null, $"Function {fresh}"), Level = new(null, (PostLevel)(pick.A % 4)), Numbers = new(default, new(9, 8, 3)) });
        var post = pick.Other<UnitPost>(unit.Posts);
        return new(unit.Id, post.Id, new() { Function = new(post.Function, $"Function {fresh}"), Numbers = new(post.Numbers, new(100 + fresh, pick.A % 100, null)) });
    }

    private static RecordProcedure Procedure(SpecializedUnit unit, Pick pick, int fresh)
    {
        if (unit.Procedures.Count == 0 || pick.B % 3 == 0)
            return new(unit.Id, null, new() { Title = new(null, $"SOP {fresh}"), Control = new(null, new(Today, (ContentFinding)(pick.A % 3), ContentFinding.Found)) });
        var procedure = pick.Other<UnitProcedure>(unit.Procedures);
        return new(unit.Id, procedure.Id, new() { Title = new(procedure.Title, $"SOP {fresh}"), Standing = new(procedure.Standing, new((ProcedureState)(pick.A % 4), Today.AddDays(-fresh))) });
    }

    private static EngagementCommand WildOfUnits(Engagement e, Pick pick)
    {
        DateOnly[] days = [Limits.FirstDate, Limits.LastDate, Today];
        int?[] numbers = [null, -1, 0, 1, int.MaxValue, int.MinValue, Limits.People];
        var unit = e.Units.Units.Count == 0 || pick.B % 5 == 0 ? null : pick.Of<SpecializedUnit>(e.Units.Units);
        var id = unit?.Id ?? CommandId(pick.A);
        Guid? line = pick.A % 3 == 0 ? null : CommandId(pick.B % 60);
        return (pick.C % 7) switch
        {
            0 => new RecordUnit(pick.A % 2 == 0 ? id : null, new() { Mandate = new(unit?.Facts.Mandate, new(MandateForm.Act, "Wild", pick.Of(days), "no law at all")), MinimumStaff = new(unit?.Facts.MinimumStaff, pick.Of(numbers)) }),
            1 => new RecordPost(id, line ?? unit?.Posts.FirstOrDefault()?.Id, new() { Numbers = new(unit?.Posts.FirstOrDefault()?.Numbers ?? default, new(pick.Of(numbers), pick.Other(numbers), pick.Of(numbers))) }),
            2 => new RecordVetting(id, new(unit?.Vetting, new(pick.Of(numbers), pick.Other(numbers), 3, pick.Of(numbers)))),
            3 => new RecordProcedure(id, line, new() { Title = new(null, "Wild"), Standing = new(default, new((ProcedureState)(pick.A % 4), pick.Of(days))), Control = new(null, new(pick.Other(days), default, default)) }),
            4 => new RecordReferral(id, line, new() { With = new(null, "Wild"), Kind = new(null, default(ReferralPartner)), Terms = new(null, new(pick.Of(days), pick.Other(days))) }),
            5 => new RecordItem(id, line, new() { Name = new(null, "Wild"), Kind = new(null, ItemKind.Premises), Numbers = new(default, new(pick.Of(numbers), pick.Other(numbers), pick.Of(numbers), pick.Of(days))) }),
            _ => new RecordPerformance(id, pick.Of(numbers) ?? 2025, new(null, new(new(pick.Of(numbers), 1, 1, 1, 1, pick.Other(numbers)), new(pick.Of(numbers))))),
        };
    }
}
