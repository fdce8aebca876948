namespace LuthienProxy.LoadTest.Plans;

/// <summary>The formats that calls speak.</summary>
enum WireFormat
{
    /// <summary>OpenAI Chat Completions.</summary>
    Chat,

    /// <summary>OpenAI Responses.</summary>
    Responses,

    /// <summary>Anthropic Messages.</summary>
    Messages,
}
