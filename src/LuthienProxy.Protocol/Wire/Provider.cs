namespace LuthienProxy.Protocol.Wire;

/// <summary>Whose API a wire format is.</summary>
public enum Provider
{
    /// <summary>Anthropic: Messages.</summary>
    Anthropic,

    /// <summary>OpenAI and everybody compatible: Chat Completions and Responses.</summary>
    OpenAI,
}
