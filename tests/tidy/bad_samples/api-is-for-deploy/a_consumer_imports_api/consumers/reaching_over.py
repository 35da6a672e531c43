import api.application
