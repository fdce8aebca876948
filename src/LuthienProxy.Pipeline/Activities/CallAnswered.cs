namespace LuthienProxy.Pipeline.Activities;

/// <summary>The first byte of the upstream's answer has come.</summary>
public sealed record CallAnswered : CallEvent
{
    /// <inheritdoc/>
    public override string Type => "transaction.first_byte";

    /// <summary>Milliseconds since the call was taken.</summary>
    public required double AfterMs { get; init => field = Math.Round(value, 1); }
}
