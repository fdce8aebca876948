namespace LuthienProxy.Protocol.Chat;

/// <summary>Ids in the provider's form, where the provider sent none.</summary>
static class ChatIds
{
    /// <summary>For an answer.</summary>
    public static string NewAnswer() => "chatcmpl-" + Guid.NewGuid().ToString("N");

    /// <summary>For a tool call; within the 40 characters that OpenAI takes back (C10).</summary>
    public static string NewCall() => "call_" + Guid.NewGuid().ToString("N")[..24];
}
