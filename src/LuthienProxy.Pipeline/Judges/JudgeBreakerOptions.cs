namespace LuthienProxy.Pipeline.Judges;

/// <summary>When a judge that does not work is left alone. Defaults and their reasons stand in <c>hocon/luthien.conf</c>.</summary>
public sealed record JudgeBreakerOptions
{
    /// <summary>Fewer questions within <see cref="Window"/> never open the breaker; at least 2.</summary>
    public int MinimumQuestions { get; init; } = 3;

    /// <summary>The share of failed questions within <see cref="Window"/> that opens it, more than 0 and at most 1.</summary>
    public double FailureRatio { get; init; } = 0.5;

    /// <summary>Over how long questions are counted; at least 500 ms.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A question that was given up without an answer counts as failed when it had waited so long: a policy's own timeout looks like a client that left.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an open breaker lets nobody through; then one question is tried. At least 500 ms.</summary>
    public TimeSpan ResetTimeout { get; init; } = TimeSpan.FromSeconds(15);
}
