namespace LuthienProxy.Simulator;

/// <summary>Token counts of an answer. <see cref="Input"/> excludes the cache, as Anthropic counts; the OpenAI speakers add it.</summary>
/// <param name="Input">Uncached input tokens.</param>
/// <param name="Output">Output tokens, reasoning included.</param>
/// <param name="CacheRead">Input tokens read from the prompt cache.</param>
/// <param name="CacheWrite">Input tokens written to the prompt cache.</param>
/// <param name="Reasoning">Output tokens spent on reasoning.</param>
public sealed record AnswerUsage(int Input = 42, int Output = 17, int CacheRead = 0, int CacheWrite = 0, int Reasoning = 0)
{
    /// <summary>What an OpenAI answer calls input: cached tokens included.</summary>
    public int WholeInput => Input + CacheRead + CacheWrite;
}
