using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Journal.Agents;

/// <summary>
/// Tells a user's turn from the errands that agents run beside it, and finds the session that a call belongs to (protocols.md, section 1). Stateless;
/// thread-safe. Never decodes the prompt: what the headers leave open is read in one bounded pass over the raw body.
/// </summary>
public static class AgentCalls
{
    // In order of trust: Claude Code; Codex (session before thread: a sub-agent has its own thread in the same session); anybody else.
    static readonly string[] SessionHeaders = ["x-claude-code-session-id", "session-id", "session_id", "x-session-id", "thread-id"];

    /// <summary>Classifies a call.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path; a query does no harm.</param>
    /// <param name="headers">The client's headers.</param>
    /// <param name="request">The decoded request; null for a call that asks no model.</param>
    /// <param name="body">The body of a call without a decoded request (token counts); may be empty.</param>
    public static AgentCall Classify(
        string method,
        string path,
        IEnumerable<KeyValuePair<string, string>> headers,
        ConversationRequest? request,
        ReadOnlyMemory<byte> body = default)
    {
        var session = SessionOf(headers);
        // An errand is short and has no tools; where the session is known, nothing else needs to be read.
        var mayBeErrand = request is { ToolCount: 0, MessageCount: <= RequestTraits.MostErrandMessages };
        var traits = session is null || mayBeErrand ? RequestTraits.Read((request?.Raw ?? body).Span, mayBeErrand) : default;
        return new(KindOf(method, path, request, traits, mayBeErrand), session ?? traits.SessionId);
    }

    static string? SessionOf(IEnumerable<KeyValuePair<string, string>> headers)
    {
        var best = SessionHeaders.Length;
        string? session = null;
        foreach (var (name, value) in headers)
        {
            var rank = Array.FindIndex(SessionHeaders, known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (rank < 0 || rank >= best || !SessionIdSyntax.IsValid(value))
                continue;
            (best, session) = (rank, value);
        }
        return session;
    }

    static CallKind KindOf(string method, string path, ConversationRequest? request, RequestTraits traits, bool mayBeErrand)
    {
        var way = path.AsSpan();
        way = (way.IndexOf('?') is >= 0 and var query ? way[..query] : way).TrimEnd('/');
        if (request is null)
            return OfPath(method, way);
        if (!mayBeErrand)
            return CallKind.Turn;
        if (traits.WantsTitle)
            return CallKind.Title;
        return traits.WantsOneToken && !request.Stream ? CallKind.Probe : CallKind.Turn;
    }

    static CallKind OfPath(string method, ReadOnlySpan<char> path)
    {
        if (path.EndsWith("/count_tokens", StringComparison.OrdinalIgnoreCase) || path.EndsWith("/input_tokens", StringComparison.OrdinalIgnoreCase))
            return CallKind.TokenCount;
        if (path.EndsWith("/models", StringComparison.OrdinalIgnoreCase) || path.Contains("/models/", StringComparison.OrdinalIgnoreCase))
            return CallKind.Models;
        return method.Equals("POST", StringComparison.OrdinalIgnoreCase) ? CallKind.Turn : CallKind.Probe;
    }
}
