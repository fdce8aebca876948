using System.Collections.Immutable;

namespace LuthienProxy.Simulator.Speech;

/// <summary>The headers OpenAI adds to each answer.</summary>
static class OpenAiHeaders
{
    public static ImmutableArray<KeyValuePair<string, string>> All { get; } =
    [
        new("x-request-id", Telling.Id("req_")),
        new("openai-processing-ms", "12"),
        new("openai-version", "2020-10-01"),
        new("x-ratelimit-limit-requests", "10000"),
        new("x-ratelimit-remaining-requests", "9999"),
    ];
}
