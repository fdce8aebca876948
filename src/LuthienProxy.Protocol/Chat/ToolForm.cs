namespace LuthienProxy.Protocol.Chat;

/// <summary>The forms in which this format writes a tool call.</summary>
enum ToolForm
{
    /// <summary>An entry of <c>tool_calls</c> with a <c>function</c>.</summary>
    Function,

    /// <summary>An entry of <c>tool_calls</c> with a <c>custom</c> tool.</summary>
    Custom,

    /// <summary><c>function_call</c>, the form before tools.</summary>
    Legacy,
}
