namespace LuthienProxy.EndToEnd.Tests.Sdk;

/// <summary>What a client library made of an answer.</summary>
sealed record Told
{
    public string Text { get; init; } = "";

    public string Refusal { get; init; } = "";

    public IReadOnlyList<ToldCall> Calls { get; init; } = [];

    /// <summary>Why the answer ended, in the library's word; empty when it did not say.</summary>
    public string End { get; init; } = "";

    /// <summary>What the library threw, if it did.</summary>
    public ToldError? Error { get; init; }
}

/// <summary>A tool call, its arguments as JSON.</summary>
sealed record ToldCall(string Name, string Arguments);

/// <summary>A failure, with the HTTP status where the library knows one.</summary>
sealed record ToldError(string Name, int? Status, string Message);
