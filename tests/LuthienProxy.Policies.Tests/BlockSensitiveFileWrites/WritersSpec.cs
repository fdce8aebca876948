using LuthienProxy.Policies.BlockSensitiveFileWrites;
using LuthienProxy.Policies.Tests.Blocks;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies.Tests.BlockSensitiveFileWrites;

/// <summary>The commands that write a file, each with a guarded one, and where the same command only reads.</summary>
public sealed class WritersSpec
{
    static readonly BlockSensitiveFileWritesPolicy Policy = new(new());

    [Theory]
    [InlineData("mv x ~/.bashrc")]
    [InlineData("install -m 600 x ~/.ssh/config")]
    [InlineData("cp -t /etc x")]
    [InlineData("cp --target-directory=/etc/cron.d x")]
    [InlineData("rsync x ~/.bashrc")]
    [InlineData("scp me@host:x ~/.bashrc")]
    [InlineData("sort x | sponge ~/.bashrc")]
    [InlineData("touch ~/.ssh/x")]
    [InlineData("truncate -s 0 /etc/passwd")]
    [InlineData("rm /etc/passwd")]
    [InlineData("chmod 777 /etc/shadow")]
    [InlineData("chown ann /etc/shadow")]
    [InlineData("vim -c 'w! /etc/passwd'")]
    [InlineData("ex /etc/passwd")]
    [InlineData("perl -i -pe s/a/b/ /etc/passwd")]
    [InlineData("ruby -i -pe x /etc/passwd")]
    [InlineData("gawk -i inplace x /etc/passwd")]
    [InlineData("sort -o/etc/passwd x")]
    [InlineData("wget -P /etc/cron.d https://example.org/x")]
    [InlineData("wget --output-document=/etc/hosts https://example.org/x")]
    [InlineData("gcc x.c -o /etc/cron.d/x")]
    [InlineData("openssl req -out ~/.ssh/id_rsa")]
    [InlineData("ssh-keygen -f ~/.ssh/id_rsa")]
    [InlineData("tar -xf x.tar -C /")]
    [InlineData("unzip x.zip -d ~/.ssh")]
    [InlineData("git config --global --add alias.x y")]
    [InlineData("git config --system --unset user.name")]
    [InlineData("git config --global --edit")]
    [InlineData("git clone https://example.org/x.git ~/.ssh")]
    [InlineData("crontab jobs.txt")]
    [InlineData("python3 -c \"open('/etc/passwd', 'w').write('x')\"")]
    [InlineData("node -e \"require('fs').writeFileSync('/etc/passwd', 'x')\"")]
    [InlineData("patch /etc/passwd < x.diff")]
    public void A_writer_of_a_guarded_file_must_be_blocked(string command) => Calls.Shell(Policy, command).ShouldBe(PolicyVerdict.Block);

    [Theory]
    [InlineData("scp /etc/hosts me@host:x")]
    [InlineData("sed s/a/b/ /etc/passwd")]
    [InlineData("perl -ne print /etc/passwd")]
    [InlineData("ssh-keygen -l -f ~/.ssh/id_rsa")]
    [InlineData("ssh-keygen -y -f ~/.ssh/id_rsa")]
    [InlineData("ssh-keygen -t ed25519")]
    [InlineData("git config --global user.name")]
    [InlineData("git config --list --global")]
    [InlineData("git config user.name Ann")]
    [InlineData("git clone https://example.org/x.git")]
    [InlineData("crontab")]
    [InlineData("curl -o")]
    [InlineData("dd if=/etc/passwd")]
    [InlineData("tar -xf x.tar -C build")]
    [InlineData("python3 -c \"print(open('/etc/passwd').read())\"")]
    public void A_reader_of_a_guarded_file_must_pass(string command) => Calls.Shell(Policy, command).ShouldBe(PolicyVerdict.Forward);

    [Fact]
    public void What_cannot_be_understood_must_be_blocked() =>
        Calls.Shell(Policy, $"echo {string.Concat(Enumerable.Repeat("$(echo ", 12))}").ShouldBe(PolicyVerdict.Block);
}
