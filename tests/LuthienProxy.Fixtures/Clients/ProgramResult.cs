namespace LuthienProxy.Fixtures.Clients;

/// <summary>How a run of a program ended.</summary>
public sealed record ProgramResult(string Program, int ExitCode, string Output, string Errors)
{
    /// <summary>Itself, if the program said that it succeeded.</summary>
    /// <exception cref="InvalidOperationException">It did not; the message holds what it printed.</exception>
    public ProgramResult MustSucceed() =>
        ExitCode == 0 ? this : throw new InvalidOperationException($"{Program} ended with {ExitCode}.\n{Output}\n{Errors}");
}
