using LuthienProxy.Policies.BlockSensitiveFileWrites;
using LuthienProxy.Policies.Tests.Blocks;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies.Tests.BlockSensitiveFileWrites;

public sealed class BlockSensitiveFileWritesSpec
{
    static readonly BlockSensitiveFileWritesPolicy Policy = new(new());

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("/etc/../etc/hosts")]
    [InlineData("/home/me/project/../.ssh/config")]
    [InlineData("~/.ssh/authorized_keys")]
    [InlineData("/home/me/.bashrc")]
    [InlineData("/Users/me/.zshrc")]
    [InlineData("C:\\Windows\\System32\\drivers\\etc\\hosts")]
    [InlineData("/home/me/project/.git/hooks/pre-commit")]
    [InlineData(".git/hooks/post-checkout")]
    [InlineData(".env")]
    [InlineData("services/api/.env.production")]
    [InlineData("deploy/key.PEM")]
    [InlineData("/home/me/.aws/credentials")]
    [InlineData(".claude/settings.local.json")]
    public void An_editing_tool_must_not_reach_a_guarded_file(string path) =>
        Calls.Of(Policy, "Write", new { file_path = path, content = "x" }).ShouldBe(PolicyVerdict.Block);

    [Theory]
    [InlineData("echo key >> ~/.ssh/authorized_keys")]
    [InlineData("echo key >>$HOME/.ssh/authorized_keys")]
    [InlineData("echo x > /etc/cron.d/job")]
    [InlineData("echo x | sudo tee -a /etc/sudoers")]
    [InlineData("cp evil ~/.bashrc")]
    [InlineData("ln -sf /tmp/x ~/.profile")]
    [InlineData("sed -i s/a/b/ /etc/ssh/sshd_config")]
    [InlineData("dd if=x of=/etc/shadow")]
    [InlineData("bash -c 'echo x > /et'c'/passwd'")]
    [InlineData("cat <<EOF > ~/.zshrc\nx\nEOF")]
    [InlineData("curl -o ~/.netrc https://example.org")]
    [InlineData("D=/etc; echo x > $D/passwd")]
    [InlineData("git config --global core.hooksPath /tmp/x")]
    [InlineData("echo '* * * * * x' | crontab -")]
    public void A_command_must_not_reach_a_guarded_file(string command) => Calls.Shell(Policy, command).ShouldBe(PolicyVerdict.Block);

    [Fact]
    public void A_patch_must_not_reach_a_guarded_file() =>
        Calls.Of(Policy, "apply_patch", new { input = "*** Begin Patch\n*** Update File: .git/hooks/pre-push\n@@\n+x\n*** End Patch" }).ShouldBe(PolicyVerdict.Block);

    [Theory]
    [InlineData("src/Program.cs")]
    [InlineData("/home/me/project/src/main.rs")]
    [InlineData("docs/environment.md")]
    [InlineData("/tmp/etc/passwd.txt")]
    public void An_editing_tool_must_reach_the_project(string path) =>
        Calls.Of(Policy, "Write", new { file_path = path, content = "/etc/passwd" }).ShouldBe(PolicyVerdict.Forward);

    [Theory]
    [InlineData("cat /etc/hosts")]
    [InlineData("cp /etc/hosts ./hosts.copy")]
    [InlineData("ls ~/.ssh > listing.txt")]
    [InlineData("make install PREFIX=./out 2> /dev/null")]
    public void A_command_must_read_and_write_elsewhere(string command) => Calls.Shell(Policy, command).ShouldBe(PolicyVerdict.Forward);

    [Fact]
    public void Reading_a_guarded_file_must_pass() => Calls.Of(Policy, "Read", new { file_path = "/etc/passwd" }).ShouldBe(PolicyVerdict.Forward);

    [Fact]
    public void Own_paths_must_count()
    {
        var policy = new BlockSensitiveFileWritesPolicy(new() { AlsoGuard = ["secrets.yaml", "/srv/*"], Allow = [".env.example"] });
        Calls.Of(policy, "Edit", new { path = "deploy/Secrets.yaml" }).ShouldBe(PolicyVerdict.Block);
        Calls.Of(policy, "Edit", new { path = "/srv/www/x" }).ShouldBe(PolicyVerdict.Block);
        Calls.Of(policy, "Edit", new { path = ".env.example" }).ShouldBe(PolicyVerdict.Forward);
    }
}
