namespace Luthien.Streams;

/// <summary>The kill switch of one place in one run, materialised by <see cref="KillSwitches.Single{T}"/>.</summary>
public sealed class UniqueKillSwitch : IKillSwitch
{
    internal UniqueKillSwitch()
    {
    }

    /// <inheritdoc/>
    public CancellationToken Token => State.Token;

    internal KillSwitchState State { get; } = new();

    /// <inheritdoc/>
    public void Shutdown() => State.Flip(cause: null);

    /// <inheritdoc/>
    public void Abort(Exception cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        State.Flip(cause);
    }
}
