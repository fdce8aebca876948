using System.Security.Cryptography;
using System.Text;
using LuthienProxy.Host.Settings;

namespace LuthienProxy.Host.SignIn;

/// <summary>Who is signed in to the pages: whoever has a cookie that was sealed with our key, was used lately, is not too old, and was not signed out here. Thread-safe.</summary>
sealed class Sessions(TicketSeal seal, SignOuts signOuts, SignInSettings settings, TimeProvider time)
{
    /// <summary>A cookie is renewed when it is this old, so that one who works is not thrown out; each renewal costs a header.</summary>
    const int RenewalsPerIdle = 60;

    readonly TimeSpan _idle = settings.Idle.ToTimeSpan();
    readonly TimeSpan _lifetime = settings.Lifetime.ToTimeSpan();

    /// <summary>Begins a session.</summary>
    /// <returns>Its cookie.</returns>
    public string Begin()
    {
        var now = time.GetUtcNow();
        return seal.Close(new Ticket(TicketSeal.NewId(), now, now));
    }

    /// <summary>The session of a cookie, also one that is over; null when the cookie is none of ours.</summary>
    public Ticket? Find(string cookie) => seal.Open(cookie);

    /// <summary>Whether the session is over: idle for too long, too old, or signed out.</summary>
    public bool IsOver(Ticket ticket)
    {
        var now = time.GetUtcNow();
        return now - ticket.SeenAt >= _idle || now >= EndOf(ticket) || signOuts.Includes(ticket);
    }

    /// <summary>When it is over at the latest, however much it is used.</summary>
    public DateTimeOffset EndOf(Ticket ticket) => ticket.BegunAt + _lifetime;

    /// <summary>A newer cookie for a session that is being used; null when the present one is new enough.</summary>
    public string? Renewed(Ticket ticket)
    {
        var now = time.GetUtcNow();
        return now - ticket.SeenAt >= _idle / RenewalsPerIdle ? seal.Close(ticket with { SeenAt = now }) : null;
    }

    /// <summary>What changes of this session must carry.</summary>
    public string CsrfOf(Ticket ticket) => seal.CsrfOf(ticket);

    /// <summary>Whether this is what changes of the session must carry.</summary>
    public bool IsCsrfOf(Ticket ticket, string? presented) =>
        presented is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(CsrfOf(ticket)), Encoding.UTF8.GetBytes(presented));

    /// <summary>Ends it on this node, and what still runs in its name.</summary>
    public void End(Ticket ticket) => signOuts.Add(ticket, time.GetUtcNow() - _lifetime);

    /// <summary>Has a running request ended when its session is, by a sign-out or by age, unless the answer is disposed before.</summary>
    public IDisposable Follow(Ticket ticket, Action end)
    {
        var request = new SessionRequest(ticket.Id, end);
        var left = EndOf(ticket) - time.GetUtcNow();
        var timer = time.CreateTimer(_ => request.End(), null, left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        signOuts.Follow(ticket, request);
        return new Following(signOuts, request, timer);
    }

    sealed class Following(SignOuts signOuts, SessionRequest request, ITimer timer) : IDisposable
    {
        public void Dispose()
        {
            timer.Dispose();
            request.Leave();
            signOuts.Leave(request);
        }
    }
}
