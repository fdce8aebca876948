using LuthienProxy.Demo.Agents;

namespace LuthienProxy.Demo;

/// <summary>Writes what an agent does, for people.</summary>
sealed class Transcript(TextWriter output) : IAudience
{
    const string You = "  you    ";
    const string Agent = "  agent  ";
    const string Rest = "         ";

    /// <inheritdoc/>
    public void Asked(string task)
    {
        output.WriteLine();
        Write(You, task);
    }

    /// <inheritdoc/>
    public void Said(string text) => Write(Agent, text);

    /// <inheritdoc/>
    public void Ran(ToolCall call, ToolResult result)
    {
        Write(Agent, $"runs {call.Tool}: {string.Join("; ", call.Input.EnumerateObject().Select(field => field.Value.GetString()))}");
        Write(Rest, $"→ {result.Text}");
    }

    void Write(string margin, string text)
    {
        foreach (var (index, line) in text.Split('\n').Index())
            output.WriteLine(((index == 0 ? margin : Rest) + line).TrimEnd());
    }
}
