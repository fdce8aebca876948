using System.CommandLine;
using LuthienProxy.Cli.Connection;
using LuthienProxy.Cli.Output;

namespace LuthienProxy.Cli.Verbs;

/// <summary>What a verb works with: the gateway it asks and the screen it writes to.</summary>
sealed record Session(NodeClient Node, Screen Screen, TimeProvider Time)
{
    /// <summary>The time of now, for ages.</summary>
    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>Writes the answer as it is where programs read it, else as <paramref name="show"/> does.</summary>
    public int Show(NodeAnswer answer, Action show)
    {
        if (Screen.IsJson)
            Screen.Json(answer.Body);
        else
            show();
        return ExitCode.Ok;
    }

    /// <summary>Lets a change go on when <c>--yes</c> was said, or the person says so now.</summary>
    /// <exception cref="PbmException">Nobody said so.</exception>
    public void Confirm(ParseResult line, string question)
    {
        if (line.GetValue(GlobalOptions.Yes))
            return;
        if (Screen.Ask is not { } ask)
            throw new PbmException(ExitCode.Usage, $"{question} Say --yes to do it.");
        if (ask($"{question} [y/N] ")?.Trim() is not ("y" or "Y" or "yes"))
            throw new PbmException(ExitCode.Usage, "Nothing was changed.");
    }
}
