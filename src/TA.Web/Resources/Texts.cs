namespace TA.Web.Resources;

/// <summary>Stands for Texts.resx: inject <c>IStringLocalizer&lt;Texts&gt;</c> as T and write <c>T["SignIn.Title"]</c>.</summary>
public sealed class Texts;
