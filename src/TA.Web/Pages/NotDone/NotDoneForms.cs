using Microsoft.Extensions.Localization;
using TA.Casework.Grains;
using TA.Engagements;
using TA.Web.Api;
using TA.Web.Pages.Engagements;
using TA.Web.Resources;

namespace TA.Web.Pages.NotDone;

/// <summary>Says of a form why it was not carried out.</summary>
internal sealed class NotDoneForms(Sentences sentences, IStringLocalizer<Texts> texts)
{
    /// <summary>A field cannot be read.</summary>
    public NotDoneForm NotRead(HttpContext context, IFormCollection form, FormFault fault) => Named(Malformed(context, form, fault.Field, texts["Engagement.FieldFault", sentences.Field(fault.Field)]));

    /// <summary>A field is not as it should be.</summary>
    public static NotDoneForm Malformed(HttpContext context, IFormCollection form, string field, string sentence) =>
        new() { Path = context.Request.Path, Form = form, Sentence = sentence, Status = StatusCodes.Status400BadRequest, Fields = [field] };

    /// <summary>The command was refused, or nobody knows.</summary>
    public NotDoneForm Refused(HttpContext context, IFormCollection form, Outcome outcome, Seen? seen = null, EngagementCommand? command = null) => Named(new()
    {
        Path = context.Request.Path,
        Form = form,
        Sentence = outcome.Refusal switch
        {
            null => texts["NotDone.Repeat"],
            EditConflict => texts["Refusal.EditConflict"],
            var refusal => sentences.Of(refusal, seen?.Engagement),
        },
        Status = outcome.Refusal is { } why ? Outcomes.Status(why) : StatusCodes.Status503ServiceUnavailable,
        Met = outcome.Refusal is EditConflict conflict ? Met(conflict, seen, command) : [],
        Fields = outcome.Refusal switch
        {
            Malformed malformed => [.. malformed.Fields.Select(f => f.Field)],
            OutOfRange range => [range.Field],
            DatesReversed reversed => [reversed.Field],
            _ => [],
        },
    }, seen);

    private NotDoneForm Named(NotDoneForm form, Seen? seen = null) => form with { Called = [.. form.Fields.Select(f => (f, sentences.Field(f, seen?.Engagement)))] };

    private IReadOnlyList<MetChange> Met(EditConflict conflict, Seen? seen, EngagementCommand? command) => seen is not null && command is not null
        ? MetChanges.Of(seen, sentences, command, conflict)
        : [.. conflict.Fields.Select(f => new MetChange(f.Field, sentences.Field(f.Field), f.Actual ?? "–", f.Wanted ?? "–"))];
}
