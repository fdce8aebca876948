using System.Net;

namespace LuthienProxy.Cli;

/// <summary>A command ends here; the message is for the person who typed it.</summary>
sealed class PbmException(int exitCode, string message, Exception? cause = null, HttpStatusCode? status = null) : Exception(message, cause)
{
    /// <summary>See <see cref="Cli.ExitCode"/>.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>What the gateway refused with; null where it did not.</summary>
    public HttpStatusCode? Status { get; } = status;
}
