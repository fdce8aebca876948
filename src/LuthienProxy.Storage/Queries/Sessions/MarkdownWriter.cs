using System.Globalization;
using System.Text;
using LuthienProxy.Storage.Queries.Content;

namespace LuthienProxy.Storage.Queries.Sessions;

/// <summary>
/// Markdown for people. All that came from clients and models stands within fences that are longer than any run of backticks in it, and what would not be
/// seen or would turn the reading direction is written as its code: nothing in a document is markup but what is written here.
/// </summary>
sealed class MarkdownWriter : ISessionWriter
{
    int _calls;

    public string Extension => ".md";

    public string ContentType => "text/markdown; charset=utf-8";

    public ReadOnlyMemory<byte> Begin(SessionSummary session)
    {
        var text = new StringBuilder("# Session\n\n");
        Fence(text, session.SessionId + (session.Title is { } title ? "\n" + title : ""));
        text.Append(CultureInfo.InvariantCulture,
            $"{session.FirstAt:u} to {session.LastAt:u}. {session.Calls} calls, {session.Turns} of them turns, {session.Interventions} changed or stopped by a policy. {session.InputTokens} tokens in, {session.OutputTokens} out.\n\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public ReadOnlyMemory<byte> Write(SessionCall call)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"## {++_calls}. {call.Call.Kind} at {call.Call.OpenedAt:u}\n\n{call.Call.TransactionId}, {call.Call.State}{(call.Call.IsIntervened ? ", changed or stopped by a policy" : "")}\n\n");
        if (call.Call.Model.Length > 0)
            Fence(text, call.Call.Model);
        Write(text, "system", call.System);
        foreach (var message in call.NewMessages)
            Write(text, message.Role, message.Content);
        if (call.Response is { } response)
            Write(text, "answer", response.Error is { } error ? [.. response.Blocks, new() { Kind = ContentKind.Text, Text = error }] : response.Blocks);
        foreach (var gap in call.Gaps)
            text.Append('*').Append(gap).Append("*\n\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    static void Write(StringBuilder text, string who, IReadOnlyList<ContentView> pieces)
    {
        if (pieces.Count == 0)
            return;
        text.Append("### ").Append(Word(who)).Append("\n\n");
        foreach (var piece in pieces)
        {
            if (piece.Kind is not ContentKind.Text)
                text.Append(piece.Kind switch
                {
                    ContentKind.ToolCall => "Tool call",
                    ContentKind.ToolResult => piece.IsError ? "Tool result, an error" : "Tool result",
                    var kind => kind.ToString(),
                }).Append(":\n\n");
            Fence(text, string.Join('\n', new[] { piece.ToolName, piece.ToolCallId, piece.Type, piece.Reference, piece.Text }.Where(static line => !string.IsNullOrEmpty(line))));
        }
    }

    // Roles are a client's words too.
    static string Word(string who) => who.Length is > 0 and <= 20 && who.All(char.IsAsciiLetter) ? who : "other";

    static void Fence(StringBuilder text, string content)
    {
        var fence = new string('`', Math.Max(3, LongestRun(content) + 1));
        text.Append(fence).Append("text\n");
        foreach (var rune in content.EnumerateRunes())
            text.Append(IsUnseen(rune) ? $"\\u{{{rune.Value:x}}}" : rune.ToString());
        text.Append(content.EndsWith('\n') ? "" : "\n").Append(fence).Append("\n\n");
    }

    // Joiners make one emoji of several. A lone carriage return is a line end to Markdown, and would let a line begin that is none.
    static bool IsUnseen(Rune rune) => rune.Value is not ('\n' or '\t' or 0x200C or 0x200D) && Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    static int LongestRun(string content)
    {
        var (longest, run) = (0, 0);
        foreach (var character in content)
            longest = Math.Max(longest, run = character == '`' ? run + 1 : 0);
        return longest;
    }
}
