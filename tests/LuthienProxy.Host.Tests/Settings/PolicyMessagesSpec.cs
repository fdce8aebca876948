using LuthienProxy.Host.Composition;
using LuthienProxy.Host.Settings;
using LuthienProxy.Policies.Blocks;

namespace LuthienProxy.Host.Tests.Settings;

[Trait("Spec", "000-11c")]
public sealed class PolicyMessagesSpec
{
    [Theory]
    [InlineData("auto", null)]
    [InlineData("text", MessageForm.Text)]
    [InlineData("terminal", MessageForm.Terminal)]
    [InlineData("web", MessageForm.Web)]
    public void Each_form_may_be_set(string word, MessageForm? form)
    {
        using var scratch = new ScratchFolder();
        TransactionSetup.Options(Reading.OfFile(scratch.Write("one.conf", $"luthien.policy.messages = {word}"))).MessageForm.ShouldBe(form);
    }

    [Fact]
    public void Another_word_must_be_refused()
    {
        using var scratch = new ScratchFolder();
        Reading.Refusal((SettingsReader.ConfigVariable, scratch.Write("one.conf", "luthien.policy.messages = morse"))).ShouldHaveSingleItem().ShouldContain(": luthien.policy.messages ");
    }
}
