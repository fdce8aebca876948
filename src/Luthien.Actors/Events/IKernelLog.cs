namespace Luthien.Actors;

/// <summary>Where the kernel's log lines go.</summary>
/// <remarks>Called from any thread, also in the middle of supervision: must be quick, must not throw, must not wait for an actor.</remarks>
public interface IKernelLog
{
    /// <summary>Takes one line.</summary>
    void Write(LogEvent entry);
}
