using LuthienProxy.Policies.Shell;

namespace LuthienProxy.Policies.Tests.Shell;

/// <summary>A script as the policies see it: what its last command is given, after quotes, escapes, variables and known outputs.</summary>
public sealed class ShellReadingSpec
{
    [Theory]
    [InlineData(@"echo $'a\tb\rc\nd'", "a\tb\rc\nd")]
    [InlineData(@"echo $'\u0041\U00000042\x43\104'", "ABCD")]
    [InlineData(@"echo $'\q\''", "q'")]
    [InlineData(@"echo $'\xzz'", "\0zz")]
    [InlineData("echo $'never closed", "never closed")]
    [InlineData(@"echo $'at the end\", @"at the end\")]
    [InlineData("echo $\"a translated text\"", "a translated text")]
    [InlineData("echo \"a\\\"b\\\\c\\$d\\`e\\n\"", "a\"b\\c$d`e\\n")]
    [InlineData("echo \"two\\\nlines\"", "twolines")]
    [InlineData("echo 'never closed", "never closed")]
    [InlineData("echo one two\\", "one|two")]
    public void Quotes_and_escapes_must_be_resolved(string script, string expected) => Given(script).ShouldBe(expected.Split('|'));

    [Theory]
    [InlineData("echo a$", "a$")]
    [InlineData("echo $% $", "$%|$")]
    [InlineData("echo a$#b$?c$!d$-e", "abcde")]
    [InlineData("echo a$1b$@c$*d", "abcd")]
    [InlineData("echo $OTHER ${OTHER}", "${OTHER}|${OTHER}")]
    [InlineData("echo ${OTHER", "${OTHER}")]
    [InlineData("echo a${}b", "ab")]
    public void A_dollar_sign_must_stand_for_what_the_shell_takes_it_for(string script, string expected) => Given(script).ShouldBe(expected.Split('|'));

    [Theory]
    [InlineData("${#X}", "10")]
    [InlineData("${X^^}", "HELLO.HOLA")]
    [InlineData("${X@U}", "HELLO.HOLA")]
    [InlineData("${U,,}", "upper")]
    [InlineData("${U@L}", "upper")]
    [InlineData("${X^}", "Hello.hola")]
    [InlineData("${U,}", "uPPER")]
    [InlineData("a${E^}b", "ab")]
    [InlineData("${X:6}", "hola")]
    [InlineData("${X:6:2}", "ho")]
    [InlineData("${X: -4}", "hola")]
    [InlineData("${X:1:-7}", "el")]
    [InlineData("${X:nought}", "hello.hola")]
    [InlineData("${X:0:nought}", "hello.hola")]
    [InlineData("a${X:99}b", "ab")]
    [InlineData("a${X:2:-99}b", "ab")]
    [InlineData("${X//l/L}", "heLLo.hoLa")]
    [InlineData("${X//l}", "heo.hoa")]
    [InlineData("${X/}", "hello.hola")]
    [InlineData("${X%.hola}", "hello")]
    [InlineData("${X#hello.}", "hola")]
    [InlineData("${X##*.}", "hola")]
    [InlineData("${X%.gz}", "hello.hola")]
    [InlineData("${X[0]}", "hello.hola")]
    [InlineData("${X[}", "hello.hola")]
    [InlineData("${!N}", "hello.hola")]
    public void A_variable_that_the_script_sets_must_be_changed_as_it_says(string word, string expected) =>
        Given($"X=hello.hola; U=UPPER; E=; N=X; echo {word}").ShouldBe([expected]);

    [Theory]
    [InlineData("${X:-other}", "set")]
    [InlineData("${X-other}", "set")]
    [InlineData("${Y:-other}", "other")]
    [InlineData("${Y-other}", "other")]
    [InlineData("${Y:=other}", "other")]
    [InlineData("${Y=other}", "other")]
    [InlineData("${Y:?other}", "other")]
    [InlineData("${Y?other}", "other")]
    [InlineData("${X:+other}", "other")]
    [InlineData("${X+other}", "other")]
    [InlineData("${Y:-\"in 'quotes'\"}", "in|quotes")]
    [InlineData("${Y:-${X}}", "set")]
    [InlineData("${Y:-$(echo ')')}", ")")]
    [InlineData("${Y:-`echo known`}", "known")]
    [InlineData("\"${Y:-one word}\"", "one word")]
    public void What_a_variable_falls_back_to_must_be_read(string word, string expected) => Given($"X=set; echo {word}").ShouldBe(expected.Split('|'));

    [Theory]
    [InlineData("set -- a b; echo $2$1", "ba")]
    [InlineData("set -- a b; echo \"$@\"", "a|b")]
    [InlineData("read A B <<< 'x y z'; echo $B", "y|z")]
    [InlineData("read A B <<< x; echo a$B", "a")]
    [InlineData("read -r <<< known; echo $REPLY", "known")]
    [InlineData("printf -v X %s known; echo $X", "known")]
    [InlineData("X=a; X+=b; echo $X", "ab")]
    [InlineData("X=(a b); X+=(c); echo $X", "c")]
    [InlineData("for X in a b; do true; done; echo $X", "a|b")]
    public void Commands_of_the_shell_s_own_must_set_variables(string script, string expected) => Given(script).ShouldBe(expected.Split('|'));

    [Theory]
    [InlineData("echo a $(echo b)", "a b")]
    [InlineData("echo -e 'a\\x62'", "ab")]
    [InlineData("printf", "")]
    [InlineData("printf '%s-%s-' a", "a--")]
    [InlineData("printf '%s' a b", "ab")]
    [InlineData("printf '%b%%' a", "a%")]
    [InlineData("printf '%d%'", "%d%")]
    [InlineData(@"printf '\x41\101\0101\q\'", @"AAA\q\")]
    [InlineData("printf -- 'a\\tb'", "a\tb")]
    [InlineData("yes", "y")]
    [InlineData("yes no", "no")]
    [InlineData("true", "")]
    [InlineData(":", "")]
    [InlineData("cat <<< known", "known")]
    [InlineData("echo known | tee copy", "known")]
    [InlineData("which rm", "rm")]
    [InlineData("pwd", ".")]
    [InlineData("mktemp", "/tmp/tmp.made")]
    [InlineData("realpath src", "src")]
    [InlineData("find", ".")]
    [InlineData("find src -type f", "src")]
    [InlineData("ls", "*")]
    [InlineData("ls src/", "src/*")]
    [InlineData("ls src*", "src*")]
    [InlineData("echo abc | rev", "cba")]
    [InlineData("echo aGk= | base64 -d", "hi")]
    [InlineData("echo aGk= | base64 -D", "hi")]
    [InlineData("echo aGk= | gbase64 --decode", "hi")]
    [InlineData("echo aGk= | openssl base64 -d", "hi")]
    [InlineData("echo aGk= | openssl enc -a -d", "hi")]
    [InlineData("echo 6869 | xxd -r -p", "hi")]
    [InlineData("ssh-agent", "")]
    [InlineData("starship init bash", "")]
    public void What_a_command_only_prints_must_be_known(string command, string expected) => Given($"echo \"$({command})\"").ShouldBe([expected]);

    [Theory]
    [InlineData("make-it-up")]
    [InlineData("rev")]
    [InlineData("cat")]
    [InlineData("xxd -r")]
    [InlineData("echo x | xxd")]
    [InlineData("base64 -d")]
    [InlineData("echo x | base64")]
    [InlineData("echo x | openssl dgst -d")]
    [InlineData("echo x | openssl base64")]
    [InlineData("")]
    public void What_a_command_prints_must_else_be_unknown(string command) => Given($"echo \"$({command})\"").ShouldBe([ShellReading.Unknown]);

    [Theory]
    [InlineData("cat <<EOF\nhello\nEOF")]
    [InlineData("cat << \t EOF\nhello\nEOF")]
    [InlineData("cat <<'EOF'\nhello\nEOF\necho after")]
    [InlineData("cat <<\\EOF\nhello\n  EOF")]
    [InlineData("cat <<-EOF\nhello\n\tEOF")]
    [InlineData("cat <<EOF; true\nhello\nEOF")]
    [InlineData("cat <<EOF& true\nhello\nEOF")]
    [InlineData("cat <<EOF| sh\nhello\nEOF")]
    [InlineData("cat <<EOF> file\nhello\nEOF")]
    [InlineData("cat <<EOF< file\nhello\nEOF")]
    [InlineData("(cat <<EOF)\nhello\nEOF")]
    [InlineData("cat <<EOF\nhello")]
    public void A_here_document_must_end_where_it_says(string script) => Read(script).Commands[0].Input.ShouldBe("hello\n");

    [Theory]
    [InlineData("cd /srv && rm -rf data", "/srv/data")]
    [InlineData("cd /srv; rm -rf data", "data|/srv/data")]
    [InlineData("cd /srv && cd www && rm -rf data", "/srv/www/data")]
    [InlineData("cd && rm -rf data", "~/data")]
    [InlineData("cd - && rm -rf data", "data")]
    [InlineData("cd $OTHER && rm -rf data", "data")]
    [InlineData("cd \"$(make-it-up)\" && rm -rf data", "data")]
    [InlineData("(cd /srv && true); rm -rf data", "data")]
    [InlineData("cd /srv && rm -rf /data", "/data")]
    public void A_path_must_be_where_the_script_went(string script, string expected)
    {
        var command = Read(script).Commands[^1];
        command.Operands.SelectMany(command.PathsOf).ShouldBe(expected.Split('|'));
    }

    [Theory]
    [InlineData("$HOME/x", "~/x")]
    [InlineData("%UserProfile%\\x", "~/x")]
    [InlineData("/root/x", "~/x")]
    [InlineData("/home/ann/x", "~/x")]
    [InlineData("file:///etc/%70asswd", "/etc/passwd")]
    [InlineData("/a/../../b/./c//d", "/b/c/d")]
    [InlineData("a/../../b", "../b")]
    [InlineData("~/\u200d.ssh", "~/.ssh")]
    public void A_path_must_have_one_form(string path, string expected) => ShellPath.Normal(path).ShouldBe(expected);

    static IEnumerable<string> Given(string script) => Read(script).Commands[^1].Arguments;

    static ShellReading Read(string script)
    {
        var reading = new ShellReading();
        reading.Read(script);
        return reading;
    }
}
