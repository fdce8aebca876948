namespace LuthienProxy.Policies.Blocks;

/// <summary>Which blocks of an answer a policy wants to see whole.</summary>
[Flags]
public enum BlockKinds
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Text for the user.</summary>
    Text = 1,

    /// <summary>Reasoning. It can be forwarded or end the answer, never be changed or left out: the next turn would fail (protocols.md, 3.3).</summary>
    Thinking = 2,

    /// <summary>Tool calls.</summary>
    ToolCall = 4,

    /// <summary>Refusals, where the format marks them.</summary>
    Refusal = 8,

    /// <summary>What the model does not know: server tools, images, ….</summary>
    Opaque = 16,
}
