// An authenticator of the browser's own (WebAuthn 11, by its debugging protocol).

/** Puts one into a visitor's page; it answers by itself. */
export class Authenticator {
  static async of({ page }) {
    const device = new Authenticator();
    device.session = await page.context().newCDPSession(page);
    await device.session.send("WebAuthn.enable", { enableUI: false });
    const options = {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    };
    const added = await device.session.send("WebAuthn.addVirtualAuthenticator", { options });
    device.id = added.authenticatorId;
    return device;
  }

  /** Whether it recognises its user from now on. */
  async verifies(isUserVerified) {
    await this.session.send("WebAuthn.setUserVerified", { authenticatorId: this.id, isUserVerified });
  }

  /** The passkeys that it holds. */
  async passkeys() {
    const { credentials } = await this.session.send("WebAuthn.getCredentials", { authenticatorId: this.id });
    return credentials;
  }

  /** Takes the passkeys of another one, as a maker does that copies them. */
  async copies(passkeys) {
    for (const credential of passkeys) {
      await this.session.send("WebAuthn.addCredential", { authenticatorId: this.id, credential });
    }
  }
}
