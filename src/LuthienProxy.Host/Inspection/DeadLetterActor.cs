using Luthien.Actors;

namespace LuthienProxy.Host.Inspection;

/// <summary>Hears what reached nobody.</summary>
sealed class DeadLetterActor(DeadLetterBook book) : ActorBase
{
    const string Office = "/deadLetters";
    const string Asks = "/temp/";

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe<DeadLetter>(Self);
        Context.System.EventStream.Subscribe<Dropped>(Self);
    }

    protected override ValueTask OnReceive(object message)
    {
        switch (message)
        {
            case DeadLetter letter: book.Add(letter.Message, letter.Recipient, ReasonOf(letter.Recipient.Path.Text)); break;
            case Dropped dropped: book.Add(dropped.Message, dropped.Recipient, "mailbox_full"); break;
            default: Unhandled(message); break;
        }
        return default;
    }

    static string ReasonOf(string recipient) => recipient switch
    {
        Office => "no_recipient",
        _ when recipient.StartsWith(Asks, StringComparison.Ordinal) => "answered_too_late",
        _ => "terminated",
    };
}
