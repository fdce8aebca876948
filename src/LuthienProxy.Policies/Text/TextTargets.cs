namespace LuthienProxy.Policies.Text;

/// <summary>Which texts of an answer a policy changes. Reasoning is not among them: it is signed, and the next turn fails when a byte of it differs (A9).</summary>
[Flags]
public enum TextTargets
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Text for the user. It streams.</summary>
    Text = 1,

    /// <summary>Refusals, where the format marks them. They stream.</summary>
    Refusal = 2,

    /// <summary>The strings in tool calls' arguments. A call is held until it is whole: an escape (<c>\u0073</c>) may hide what is looked for, and clients act on calls at once.</summary>
    ToolArguments = 4,

    /// <summary>All of them.</summary>
    All = Text | Refusal | ToolArguments,
}
