using System.Net;
using System.Text.RegularExpressions;

namespace TA.TestKit;

/// <summary>Fills in forms as a browser does: loads the page, then sends the fields with the page's proof.</summary>
public static partial class Forms
{
    /// <summary>Sends a form of a page.</summary>
    /// <param name="client">Who sends it.</param>
    /// <param name="page">The page that has the form.</param>
    /// <param name="action">Where the form goes.</param>
    /// <param name="fields">What is filled in.</param>
    public static async Task<HttpResponseMessage> Send(this HttpClient client, string page, string action, params (string Name, string Value)[] fields)
    {
        var proof = await client.Proof(page);
        return await client.PostAsync(action, new FormUrlEncodedContent(
            [new("__RequestVerificationToken", proof), .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]));
    }

    /// <summary>The proof that a page carries for its forms.</summary>
    public static async Task<string> Proof(this HttpClient client, string page) =>
        WebUtility.HtmlDecode(ProofField().Match(await client.GetStringAsync(page)).Groups[1].Value);

    /// <summary>Sends the sign-in form.</summary>
    public static Task<HttpResponseMessage> SignIn(this HttpClient client, string email, string password, string to = "/") =>
        client.Send("/sign-in", "/sign-in", ("email", email), ("password", password), ("return", to));

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex ProofField();
}
