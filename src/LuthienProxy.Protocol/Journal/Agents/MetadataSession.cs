using System.Text;
using System.Text.Json;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Journal.Agents;

/// <summary>The session in a request's <c>metadata</c>.</summary>
static class MetadataSession
{
    const string Mark = "_session_";

    /// <summary>
    /// <c>session_id</c> or <c>conversation_id</c> of its own; or in <c>user_id</c>, where Claude Code puts a JSON object as text, and older versions
    /// <c>user_…_account_…_session_…</c>.
    /// </summary>
    public static string? Of(JsonElement metadata) => Named(metadata) ?? InUser(metadata.TextField("user_id"u8));

    static string? Named(JsonElement value)
    {
        var id = value.TextField("session_id"u8) ?? value.TextField("conversation_id"u8);
        return SessionIdSyntax.IsValid(id) ? id : null;
    }

    static string? InUser(string? user)
    {
        if (user is null)
            return null;
        if (user.StartsWith('{'))
            return InJson(user);
        var at = user.LastIndexOf(Mark, StringComparison.Ordinal);
        var id = at < 0 ? null : user[(at + Mark.Length)..];
        return SessionIdSyntax.IsValid(id) ? id : null;
    }

    static string? InJson(string user)
    {
        try
        {
            return Named(JsonFields.Parse(Encoding.UTF8.GetBytes(user), maxDepth: 8));
        }
        catch (JsonException)
        {
            // A user id that only looks like JSON names no session.
            return null;
        }
    }
}
