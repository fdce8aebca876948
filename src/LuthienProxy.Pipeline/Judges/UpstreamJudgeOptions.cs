namespace LuthienProxy.Pipeline.Judges;

/// <summary>What one judge may take, whatever a policy asks for. Defaults and their reasons stand in <c>hocon/luthien.conf</c>.</summary>
public sealed record UpstreamJudgeOptions
{
    /// <summary>How long one question may take; a policy's own timeout is usually shorter.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How many bytes of an answer are read.</summary>
    public int MaxResponseBytes { get; init; } = 256 * 1024;

    /// <summary>How many questions to one upstream are under way at once; others wait for their turn.</summary>
    public int MaxQuestions { get; init; } = 256;

    /// <summary>When a judge is left alone.</summary>
    public JudgeBreakerOptions Breaker { get; init; } = new();
}
