namespace TA.Engagements;

/// <summary>What engagements do: commands become events or a refusal, events make the engagement. Pure.</summary>
public static class EngagementRules
{
    /// <summary>Decides a command that the person may give. <see cref="Permissions"/> has been asked before.</summary>
    /// <param name="engagement">Null while it is being opened.</param>
    /// <param name="command">A well-formed command: see <see cref="WellFormed"/>.</param>
    /// <param name="asked">Who asks, when, with which command id.</param>
    public static Decision Decide(Engagement? engagement, EngagementCommand command, in Asked asked) => SessionTasks.WithSessions(engagement, command, Decided(engagement, command, asked), asked.Today);

    private static Decision Decided(Engagement? engagement, EngagementCommand command, in Asked asked) => (engagement, command) switch
    {
        (null, OpenEngagement open) => OpeningEngagements.Decide(open, asked),
        (null, RecordEngagement record) => OpeningEngagements.Decide(record, asked),
        (null, _) => new EngagementUnknown(asked.Reference),
        (_, OpenEngagement or RecordEngagement) => new AlreadyOpen(engagement.Reference),
        (_, MoveEngagement or StartTask or UnblockTask or CompleteTask) when Suspension.Refusal(engagement, command, asked.Today) is { } onHold => onHold,
        (_, MoveEngagement move) => MovingEngagements.Decide(engagement, move, asked),
        ({ State: var state }, _) when state.IsEnded() && !LateWork.IsTaken(engagement, command) => new EngagementEnded(state),
        (_, RecordItem) when Suspension.Refusal(engagement, command, asked.Today) is { } onHold => onHold,
        (_, ChangeEngagement change) => ChangingEngagements.Decide(engagement, change, asked),
        (_, SettleConflict settle) => KeepingEdits.Decide(engagement, settle, asked),
        (_, HandOver hand) => HandingOver.Decide(engagement, hand, asked),
        (_, RecordEngagementDocument record) => RecordingEvidence.Decide(engagement, record, asked),
        (_, ConfirmFunding confirm) => RecordingEvidence.Decide(engagement, confirm, asked),
        (_, RecordContribution record) => Contributing.Decide(engagement, record, asked),
        (_, AdoptPlaybook adopt) => AdoptingPlaybooks.Decide(engagement, adopt),
        (_, ConfirmGate confirm) => ConfirmingGates.Decide(engagement, confirm, asked),
        (_, AddTask add) => AddingTasks.Decide(engagement, add, asked),
        (_, ReorderTask reorder) => AddingTasks.Decide(engagement, reorder),
        (_, ChangeTask change) => ChangingTasks.Decide(engagement, change, asked),
        (_, AddOutsideGate add) => AwaitingGates.Decide(engagement, add, asked),
        (_, ChangeOutsideGate change) => AwaitingGates.Decide(engagement, change, asked),
        (_, TakeCalendar take) => TakingCalendars.Decide(engagement, take),
        (_, RepeatTask repeat) => RecurringTasks.Decide(engagement, repeat, asked),
        (_, AddSessionTasks add) => SessionTasks.Decide(engagement, add),
        (_, RescheduleTasks reschedule) => ReschedulingTasks.Decide(engagement, reschedule),
        (_, CancelTasks cancel) => CancellingTasks.Decide(engagement, cancel),
        (_, AddParticipant add) => Participating.Decide(engagement, add),
        (_, FillRole fill) => FillingRoles.Decide(engagement, fill),
        (_, AssignTasks assign) => AssigningTasks.Decide(engagement, assign, asked),
        (_, HandTask hand) => AssigningTasks.Decide(engagement, hand, asked),
        (_, TaskMove move) => MovingTasks.Decide(engagement, move, asked),
        (_, ReportProgress report) => ReportingOnTasks.Decide(engagement, report, asked),
        (_, CommentOnTask comment) => ReportingOnTasks.Decide(engagement, comment, asked),
        (_, ProposeDates propose) => ReportingOnTasks.Decide(engagement, propose),
        (_, AnswerProposal answer) => ReportingOnTasks.Decide(engagement, answer),
        (_, AttachDocument attach) => AttachingDocuments.Decide(engagement, attach, asked),
        (_, LegislationCommand of) => Legislating.Decide(engagement, of, asked),
        (_, UnitCommand of) => SettingUpUnits.Decide(engagement, of, asked),
        (_, TrainingCommand of) => TrainingPeople.Decide(engagement, of, asked),
        (_, ResultsCommand of) => CountingResults.Decide(engagement, of, asked),
        (_, AgreementCommand of) => Agreeing.Decide(engagement, of, asked),
        (_, RiskCommand of) => WatchingRisks.Decide(engagement, of, asked),
        (_, MarkAsSample) => engagement.IsSample ? Decision.Nothing : new MarkedAsSample(),
        _ => throw new InvalidOperationException($"Nothing decides {command.GetType().Name}."),
    };

    /// <summary>The engagement after one more event. Every event is named here.</summary>
    public static Engagement Apply(this Engagement? engagement, EngagementEvent happened, in Occurrence when)
    {
        var after = happened switch
        {
            EngagementOpened opened => OpeningEngagements.Apply(opened),
            EngagementRecorded recorded => OpeningEngagements.Apply(recorded),
            _ when engagement is null => throw new InvalidOperationException($"{happened.GetType().Name} cannot be the first event."),
            EngagementMoved moved => MovingEngagements.Apply(engagement, moved, when),
            EngagementChanged changed => ChangingEngagements.Apply(engagement, changed),
            EditKept kept => KeepingEdits.Apply(engagement, kept),
            ConflictSettled settled => KeepingEdits.Apply(engagement, settled),
            HandedOver handed => engagement with { LeadOfficer = handed.LeadOfficer.To },
            EngagementDocumentRecorded recorded => engagement with { Document = recorded.Document.To },
            FundingConfirmed confirmed => engagement with { Funding = confirmed.Funding.To },
            ContributionRecorded recorded => Contributing.Apply(engagement, recorded),
            PlaybookAdopted adopted => AdoptingPlaybooks.Apply(engagement, adopted),
            TasksLinked linked => AdoptingPlaybooks.Apply(engagement, linked),
            GateConfirmed confirmed => ConfirmingGates.Apply(engagement, confirmed, when),
            TaskAdded added => AddingTasks.Apply(engagement, added),
            TaskReordered reordered => AddingTasks.Apply(engagement, reordered),
            TaskChanged changed => ChangingTasks.Apply(engagement, changed),
            OutsideGateAdded added => AwaitingGates.Apply(engagement, added),
            OutsideGateChanged changed => AwaitingGates.Apply(engagement, changed),
            CalendarTaken taken => TakingCalendars.Apply(engagement, taken),
            BaselineTaken taken => Baselines.Apply(engagement, taken, when),
            SessionTasksAdded added => SessionTasks.Apply(engagement, added, when),
            TasksRescheduled rescheduled => ReschedulingTasks.Apply(engagement, rescheduled),
            TasksCancelled cancelled => CancellingTasks.Apply(engagement, cancelled, when),
            ParticipantAdded added => Participating.Apply(engagement, added),
            RoleWasFilled filled => FillingRoles.Apply(engagement, filled, when),
            TasksAssigned assigned => AssigningTasks.Apply(engagement, assigned, when),
            TaskHanded handed => AssigningTasks.Apply(engagement, handed),
            TaskStarted started => MovingTasks.Apply(engagement, started, when),
            TaskBlocked blocked => MovingTasks.Apply(engagement, blocked, when),
            TaskUnblocked unblocked => MovingTasks.Apply(engagement, unblocked, when),
            DeliverableSubmitted submitted => MovingTasks.Apply(engagement, submitted, when),
            DeliverableAccepted accepted => MovingTasks.Apply(engagement, accepted, when),
            DeliverableReturned returned => MovingTasks.Apply(engagement, returned, when),
            TaskDeclined declined => MovingTasks.Apply(engagement, declined, when),
            TaskCompleted completed => MovingTasks.Apply(engagement, completed, when),
            TaskReopened reopened => MovingTasks.Apply(engagement, reopened, when),
            ProgressReported reported => ReportingOnTasks.Apply(engagement, reported),
            TaskCommented commented => ReportingOnTasks.Apply(engagement, commented, when),
            DatesProposed proposed => ReportingOnTasks.Apply(engagement, proposed, when),
            ProposalAnswered answered => ReportingOnTasks.Apply(engagement, answered),
            DocumentAttached attached => AttachingDocuments.Apply(engagement, attached, when),
            LegislationEvent of => Legislating.Apply(engagement, of, when),
            UnitEvent of => SettingUpUnits.Apply(engagement, of, when),
            TrainingEvent of => TrainingPeople.Apply(engagement, of, when),
            ResultsEvent of => CountingResults.Apply(engagement, of, when),
            AgreementEvent of => Agreeing.Apply(engagement, of, when),
            RiskEvent of => WatchingRisks.Apply(engagement, of, when),
            MarkedAsSample => engagement with { IsSample = true },
            _ => throw new InvalidOperationException($"Nothing applies {happened.GetType().Name}."),
        };
        return after with { Version = when.Version };
    }
}
