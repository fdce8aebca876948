namespace LuthienProxy.Storage.Queries.Content;

/// <summary>A request, decoded.</summary>
public sealed record RequestView
{
    /// <summary>The model asked for.</summary>
    public required string Model { get; init; }

    /// <summary>The system prompt's pieces.</summary>
    public IReadOnlyList<ContentView> System { get; init; } = [];

    /// <summary>The history in order.</summary>
    public IReadOnlyList<MessageView> Messages { get; init; } = [];

    /// <summary>The tools that the model may call.</summary>
    public IReadOnlyList<ToolView> Tools { get; init; } = [];

    /// <summary>Every other field of the body, in its order.</summary>
    public IReadOnlyList<ParameterView> Parameters { get; init; } = [];
}
