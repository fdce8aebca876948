using LuthienProxy.Policies.BlockDangerousCommands;
using LuthienProxy.Policies.Tests.Blocks;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies.Tests.Corpus;

/// <summary>What attackers try and what honest people do, as files: every line of one must be blocked, every line of the other must pass.</summary>
[Trait("Spec", "002-01")]
public sealed class CorpusSpec
{
    static readonly BlockDangerousCommandsPolicy Commands = new(new());

    [Fact]
    public void No_disguise_of_a_dangerous_command_may_slip_through() =>
        CorpusFile.Read("commands.blocked.txt").Where(command => !Calls.Verdicts(Commands, command).All(verdict => verdict == PolicyVerdict.Block)).ShouldBeEmpty();

    [Fact]
    public void No_innocent_command_may_be_blocked() =>
        CorpusFile.Read("commands.passed.txt").Where(command => !Calls.Verdicts(Commands, command).All(verdict => verdict == PolicyVerdict.Forward)).ShouldBeEmpty();
}
