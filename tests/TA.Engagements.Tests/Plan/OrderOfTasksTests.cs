namespace TA.Engagements.Tests;

public sealed class OrderOfTasksTests
{
    private static readonly Engagement Three = With(Task("a"), Task("b"), Task("c"));

    [Theory]
    [InlineData("c", "b", null, "c a b")]
    [InlineData("c", "b", "a", "a c b")]
    [InlineData("a", null, "c", "b c a")]
    [InlineData("a", null, "b", "b a c")]
    public void A_task_takes_its_new_place(string task, string? from, string? to, string order) =>
        Given(Three).When(new ReorderTask(task, new(Id(from), Id(to))), by: LeadOfficer)
            .Then(e => Assert.Equal(order, string.Join(' ', e.Tasks.Select(t => t.Id))));

    [Theory]
    [InlineData("a", null)]
    [InlineData("b", "a")]
    [InlineData("b", "c")]
    public void A_task_that_stands_there_already_stays(string task, string? from) =>
        Given(Three).When(new ReorderTask(task, new(Id(from), Id(task == "a" ? null : "a"))), by: LeadOfficer).NothingToDo();

    [Fact]
    public void A_task_seen_at_the_top_that_is_not_there_any_more_is_not_moved() =>
        Given(Three).When(new ReorderTask("b", new(null, "c")), by: LeadOfficer).Refused(new EditConflict([new("after", null, "a", "c")]));

    [Fact]
    public void A_task_added_to_a_line_of_work_without_tasks_stands_at_the_end() =>
        Given(Three)
            .When(new AddTask(WorkstreamKind.LifeCycle, null, "Audit", null, "Report", ResponsibleRole.Unodc, null, Today, 3), by: LeadOfficer, id: CommandId(1))
            .Then(e => Assert.Equal("added-" + CommandId(1).ToString("n"), e.Tasks[^1].Id.Value), e => Assert.Equal(Unodc, e.Tasks[^1].Organization));

    [Fact]
    public void A_task_without_an_organization_goes_to_the_one_that_fills_its_role() =>
        Given(With(Task("a")) with { Roles = [new(ResponsibleRole.Igo, Iom), new(ResponsibleRole.Igo, Unicef, WorkstreamKind.Legislation)] })
            .When(new AddTask(WorkstreamKind.Legislation, null, "Hearing", null, "Record", ResponsibleRole.Igo, null, Today, 3), by: LeadOfficer)
            .Then(e => Assert.Equal(Unicef, e.Tasks[^1].Organization));

    private static TaskId? Id(string? id) => id is null ? (TaskId?)null : new TaskId(id);
}
