using System.Net;
using System.Text;

namespace LuthienProxy.Policies.Blocks;

/// <summary>The words that stand where something was blocked: readable where they are shown, and harmless there.</summary>
/// <remarks>Always in this order: what was blocked and by whom, why, what it was. Never longer than <see cref="MaxCharacters"/>.</remarks>
public static class BlockedMessage
{
    /// <summary>How wide the explanation is wrapped: 100 columns.</summary>
    public const int Columns = 100;

    /// <summary>How many characters of arguments are shown: 2,000.</summary>
    public const int MaxShown = 2000;

    /// <summary>How many lines of arguments are shown: 80.</summary>
    public const int MaxLines = 80;

    /// <summary>How many characters of a reason are shown: 2,000.</summary>
    public const int MaxReason = 2000;

    /// <summary>How many lines of a reason are shown: 40.</summary>
    public const int MaxReasonLines = 40;

    /// <summary>How long a message can be, in any form: escaping for the web makes up to six characters of one.</summary>
    public const int MaxCharacters = 7 * (MaxShown + MaxReason);

    /// <summary>The message for a blocked block.</summary>
    /// <param name="policy">The policy's instance name.</param>
    /// <param name="reason">Why.</param>
    /// <param name="block">What was blocked.</param>
    /// <param name="detail">How much of it is shown.</param>
    /// <param name="form">Where it is read.</param>
    public static string Of(string policy, string reason, WholeBlock block, ExplanationDetail detail, MessageForm form = MessageForm.Text)
    {
        var message = new StringBuilder();
        var by = $" blocked by policy '{SafeText.Line(policy, form)}'.";
        if (form == MessageForm.Web)
            message.Append("<p>").Append(What(block, detail, form)).Append(WebUtility.HtmlEncode(by)).Append("</p>");
        else
            message.Append(What(block, detail, form)).Append(by);
        message.Append(form == MessageForm.Web ? "\n" : "\n\n").Append(Reason(reason, form));
        if (detail == ExplanationDetail.Content && block is WholeBlock.ToolCall { Arguments.Length: > 0 } call)
            message.Append(form == MessageForm.Web ? "\n" : "\n\n").Append(Arguments(call, form));
        return message.ToString();
    }

    /// <summary>A short remark of a policy's own beside what goes on.</summary>
    internal static string Notice(string text, MessageForm form)
    {
        var safe = SafeText.Of(text, form, MaxReason, MaxReasonLines).Text;
        return form == MessageForm.Web ? WebUtility.HtmlEncode(safe) : safe;
    }

    static string What(WholeBlock block, ExplanationDetail detail, MessageForm form) => block switch
    {
        WholeBlock.ToolCall call when detail == ExplanationDetail.Content => "Tool call " + Name(SafeText.Line(call.Tool.Name, form), form),
        WholeBlock.ToolCall => "A tool call was",
        WholeBlock.Text => "Text",
        WholeBlock.Thinking => "Reasoning",
        _ => "Content",
    };

    static string Name(string tool, MessageForm form) => form == MessageForm.Web ? $"<code>{WebUtility.HtmlEncode(tool)}</code>" : $"`{tool}`";

    static string Reason(string reason, MessageForm form)
    {
        var lines = Wrapping.At(Columns, SafeText.Of(reason, form, MaxReason, MaxReasonLines).Text.TrimEnd());
        if (form != MessageForm.Web)
            return Fencing.Without(lines);
        var paragraphs = lines.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(paragraph => WebUtility.HtmlEncode(paragraph.Trim('\n')).Replace("\n", "<br>\n", StringComparison.Ordinal));
        return string.Join('\n', paragraphs.Select(paragraph => $"<p>{paragraph}</p>"));
    }

    static string Arguments(WholeBlock.ToolCall call, MessageForm form)
    {
        var (text, isJson) = call.Tool.IsCustom ? (call.Arguments, false) : PrettyJson.Of(call.Arguments);
        var (shown, left) = SafeText.Of(text, form, MaxShown, MaxLines);
        var rest = left > 0 ? $"({left} more characters are not shown.)" : "";
        return form == MessageForm.Web
            ? $"<pre><code>{WebUtility.HtmlEncode(shown)}</code></pre>" + (left > 0 ? $"\n<p>{rest}</p>" : "")
            : Fencing.Around(shown, isJson ? "json" : "") + (left > 0 ? "\n" + rest : "");
    }
}
