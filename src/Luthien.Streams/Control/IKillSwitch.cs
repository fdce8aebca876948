namespace Luthien.Streams;

/// <summary>Ends streams from outside. The first call decides; later ones do nothing. Safe to use from any thread.</summary>
/// <remarks>It works also when flipped before the stream is run. A chain that hangs in its sink ends only when the sink returns: to free
/// that too, abort the run.</remarks>
public interface IKillSwitch
{
    /// <summary>Cancelled when the switch is flipped, either way.</summary>
    CancellationToken Token { get; }

    /// <summary>Completes what is below the switch and cancels what is above it.</summary>
    void Shutdown();

    /// <summary>Fails what is below the switch and cancels what is above it.</summary>
    void Abort(Exception cause);
}
