namespace LuthienProxy.Demo.Agents;

/// <summary>Hears what an agent does, as it does it.</summary>
interface IAudience
{
    /// <summary>Somebody gave the agent a task.</summary>
    void Asked(string task);

    /// <summary>The agent read a text in the model's answer.</summary>
    void Said(string text);

    /// <summary>The agent ran a tool.</summary>
    void Ran(ToolCall call, ToolResult result);
}
