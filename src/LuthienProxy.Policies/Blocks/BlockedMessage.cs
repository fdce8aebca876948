using System.Text;

namespace LuthienProxy.Policies.Blocks;

/// <summary>The words that stand where something was blocked: readable in a terminal and in a web page, and harmless in both.</summary>
/// <remarks>Always in this order: what was blocked and by whom, why, what it was. Never longer than <see cref="MaxCharacters"/>.</remarks>
public static class BlockedMessage
{
    /// <summary>How wide the explanation is wrapped: 100 columns.</summary>
    public const int Columns = 100;

    /// <summary>How many characters of arguments or text are shown: 2,000.</summary>
    public const int MaxShown = 2000;

    /// <summary>How many characters of a reason are shown: 2,000.</summary>
    public const int MaxReason = 2000;

    /// <summary>How long a message can be.</summary>
    public const int MaxCharacters = 3 * (MaxShown + MaxReason);

    /// <summary>The message for a blocked block.</summary>
    /// <param name="policy">The policy's instance name.</param>
    /// <param name="reason">Why.</param>
    /// <param name="block">What was blocked.</param>
    /// <param name="detail">How much of it is shown.</param>
    public static string Of(string policy, string reason, WholeBlock block, ExplanationDetail detail)
    {
        var message = new StringBuilder();
        message.Append(What(block, detail)).Append(" blocked by policy '").Append(SafeText.Line(policy)).Append("'.\n\n");
        message.Append(SafeText.Wrapped(SafeText.Cut(reason, MaxReason), Columns));
        if (detail == ExplanationDetail.Content && block is WholeBlock.ToolCall call && call.Arguments.Length > 0)
            AppendFenced(message, call);
        return message.ToString();
    }

    static string What(WholeBlock block, ExplanationDetail detail) => block switch
    {
        WholeBlock.ToolCall call when detail == ExplanationDetail.Content => $"Tool call `{SafeText.Line(call.Tool.Name)}`",
        WholeBlock.ToolCall => "A tool call was",
        WholeBlock.Text => "Text",
        WholeBlock.Thinking => "Reasoning",
        _ => "Content",
    };

    static void AppendFenced(StringBuilder message, WholeBlock.ToolCall call)
    {
        var (text, isJson) = call.Tool.IsCustom ? (call.Arguments, false) : PrettyJson.Of(call.Arguments);
        var shown = SafeText.Neutral(SafeText.Cut(text, MaxShown));
        // A fence longer than any in the text: what was blocked cannot break out of it.
        var fence = new string('`', Math.Max(3, SafeText.LongestRun(shown, '`') + 1));
        message.Append("\n\n").Append(fence).Append(isJson ? "json" : "").Append('\n').Append(shown).Append('\n').Append(fence);
        if (shown.Length < text.Length && text.Length > MaxShown)
            message.Append("\n(").Append(text.Length - MaxShown).Append(" more characters are not shown.)");
    }
}
